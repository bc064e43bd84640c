package org.parquetext.integration.fault;

import java.util.EnumSet;
import java.util.Set;
import org.apache.spark.sql.SaveMode;
import org.parquetext.integration.fixture.Fault.Trait;

/**
 * What a write is like.
 *
 * @param mode append or overwrite
 * @param committer version of Hadoop's file output committer
 * @param rows of two tasks together
 * @param input what the writer gets of the query
 * @param traits of the file system
 */
record WriteShape(
    SaveMode mode,
    OldTable old,
    Layout layout,
    Files files,
    int committer,
    int rows,
    Input input,
    Set<Trait> traits) {

  static final int TASKS = 2;
  static final int PARTITIONS = 3;

  /** What is at the path before. */
  enum OldTable {
    NONE,
    ROWS
  }

  /** Where the files are. */
  enum Layout {
    FLAT,
    PARTITIONED
  }

  /** How many files a task writes into a directory. */
  enum Files {
    ONE,
    ROLLED
  }

  /** What the query ends in. */
  enum Input {
    ROWS,

    /** Those of a scan, with a filter. */
    BATCHES
  }

  /** A write of one file for each task, of rows, in a directory with old rows. */
  static WriteShape of(SaveMode mode, Layout layout, int committer) {
    return new WriteShape(
        mode,
        OldTable.ROWS,
        layout,
        Files.ONE,
        committer,
        6_000,
        Input.ROWS,
        EnumSet.noneOf(Trait.class));
  }

  WriteShape rolled() {
    return new WriteShape(mode, old, layout, Files.ROLLED, committer, rows, input, traits);
  }

  WriteShape intoNothing() {
    return new WriteShape(mode, OldTable.NONE, layout, files, committer, rows, input, traits);
  }

  WriteShape on(Trait trait) {
    return new WriteShape(mode, old, layout, files, committer, rows, input, EnumSet.of(trait));
  }

  WriteShape inBatches() {
    return new WriteShape(mode, old, layout, files, committer, rows, Input.BATCHES, traits);
  }

  boolean isOverwrite() {
    return mode == SaveMode.Overwrite;
  }

  boolean isPartitioned() {
    return layout == Layout.PARTITIONED;
  }

  boolean hasOldRows() {
    return old == OldTable.ROWS;
  }

  boolean isOfBatches() {
    return input == Input.BATCHES;
  }

  boolean copies() {
    return traits.contains(Trait.RENAMES_BY_COPYING);
  }

  int rowsOfTask() {
    return rows / TASKS;
  }

  /** The limit of a file; 0 for none. */
  int maxRecordsPerFile() {
    int rowsOfDirectory = rowsOfTask() / (isPartitioned() ? PARTITIONS : 1);
    return files == Files.ROLLED ? Math.max(1, rowsOfDirectory / 3) : 0;
  }

  @Override
  public String toString() {
    return "%s %d %s to %s table with %s, committer %d, %s %s"
        .formatted(
            mode,
            rows,
            isOfBatches() ? "rows in batches" : "rows",
            layout,
            hasOldRows() ? "rows" : "none",
            committer,
            files,
            traits);
  }
}
