package org.parquetext.spark.commit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Which batch of a number the log of a stream holds: a query leaves beside the log when it has
 * decided what the batch holds, before it adds the batch. So one that comes again is told from
 * another one that a query begins under the same number, since its checkpoint was set back.
 */
final class BatchMarks {

  private static final String PREFIX = ".parquet-ext-batch-";
  private static final String SEPARATOR = "-";
  private static final Pattern MARK = Pattern.compile("\\d{1,18}" + SEPARATOR + "\\d{1,18}");

  /** By how much the clocks of a driver and a file system may differ. */
  private static final long CLOCK_SKEW_MILLIS = 60_000;

  private final FileSystem fileSystem;
  private final Path log;
  private final LogMarks marks;

  BatchMarks(FileSystem fileSystem, Path log) {
    this.fileSystem = fileSystem;
    this.log = log;
    this.marks = new LogMarks(fileSystem, log, PREFIX);
  }

  /**
   * What speaks against that a batch is the one that the log holds under its number; empty if
   * nothing does.
   */
  Optional<String> conflict(DecidedBatch batch) throws IOException {
    if (batch.millis().isEmpty()) {
      return Optional.empty();
    }
    List<String> known = ofNumber(batch.number());
    if (known.isEmpty()) {
      return conflictByClock(batch);
    }
    if (!known.contains(mark(batch))) {
      return Optional.of(
          "it holds batch %d as it was begun at %s, and this query has begun another batch %d at %s"
              .formatted(batch.number(), begun(known.get(0)), batch.number(), begun(mark(batch))));
    }
    return known.size() == 1
        ? Optional.empty()
        : Optional.of(
            ("it holds batch %d, and several have been begun under that number, that of this query by"
                    + " the mark %s: find out whose rows are there, and delete all but its mark of"
                    + " %s")
                .formatted(
                    batch.number(),
                    marks.path(mark(batch)),
                    known.stream().map(marks::path).toList()));
  }

  /** One without a mark was added by Spark's own sink, or by a version that left no marks. */
  private Optional<String> conflictByClock(DecidedBatch batch) throws IOException {
    return batch.millis().getAsLong() > added(batch.number()) + CLOCK_SKEW_MILLIS
        ? Optional.of(
            "it holds batch %d, and this query has begun another batch %d since then"
                .formatted(batch.number(), batch.number()))
        : Optional.empty();
  }

  /** When the log got a batch, by the clock of its file system. */
  private long added(long batch) throws IOException {
    try {
      return fileSystem.getFileStatus(new Path(log, Long.toString(batch))).getModificationTime();
    } catch (FileNotFoundException e) {
      // Spark compacts some batches with all before them.
      return fileSystem.getFileStatus(new Path(log, batch + ".compact")).getModificationTime();
    }
  }

  /** A batch is about to be added. */
  void leave(DecidedBatch batch) throws IOException {
    if (batch.millis().isPresent()) {
      marks.leave(mark(batch));
    }
  }

  /** A batch was added: no other one of its number was, and those before do not come again. */
  void keepOnly(DecidedBatch batch) throws IOException {
    for (String other : all()) {
      if (number(other) <= batch.number() && !other.equals(mark(batch))) {
        marks.delete(other);
      }
    }
  }

  /** Another run has added a batch of this number: unless it has left no mark, this one must go. */
  void withdraw(DecidedBatch batch) throws IOException {
    if (ofNumber(batch.number()).stream().anyMatch(other -> !other.equals(mark(batch)))) {
      marks.delete(mark(batch));
    }
  }

  private List<String> ofNumber(long batch) throws IOException {
    return all().stream().filter(mark -> number(mark) == batch).sorted().toList();
  }

  /** Those that are from here, if others have left files of such names. */
  private List<String> all() throws IOException {
    return marks.all().stream().filter(mark -> MARK.matcher(mark).matches()).toList();
  }

  private static String mark(DecidedBatch batch) {
    return batch.number()
        + SEPARATOR
        + (batch.millis().isPresent() ? Long.toString(batch.millis().getAsLong()) : "");
  }

  private static long number(String mark) {
    return Long.parseLong(mark.substring(0, mark.indexOf(SEPARATOR)));
  }

  private static Instant begun(String mark) {
    return Instant.ofEpochMilli(Long.parseLong(mark.substring(mark.indexOf(SEPARATOR) + 1)));
  }
}
