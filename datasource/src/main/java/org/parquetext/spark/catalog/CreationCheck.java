package org.parquetext.spark.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.command.DataWritingCommand$;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.parquetext.spark.commit.FileLocation;
import org.parquetext.spark.commit.OverwriteScope;
import org.parquetext.spark.guard.ForeignTables;
import org.parquetext.spark.guard.ReplaceablePath;

/**
 * Checks what can be checked of a table before it is created or replaced. Spark drops a table that
 * is replaced before it asks the source, and drops it again, with its files, when rows cannot be
 * written: what is refused later has lost the table.
 */
final class CreationCheck {

  /** By which Spark marks generated and identity columns. */
  private static final Set<String> COMPUTED = Set.of("GENERATION_EXPRESSION", "identity.start");

  private final SparkSession session;
  private final CreatedTable table;
  private final Configuration conf;

  CreationCheck(SparkSession session, CreatedTable table) {
    this.session = session;
    this.table = table;
    this.conf = session.sessionState().newHadoopConf();
  }

  /**
   * Checks that no column has values that Spark is to make up: some catalogs promise that for all
   * of their tables. Not for a table that is filled, whose definition is that of its rows: they
   * have these values, and may have brought the mark of where they were made up.
   *
   * @throws IllegalArgumentException naming the column, which would be null in every row
   */
  void refuseComputedColumns() {
    for (StructField field : table.definition().schema().fields()) {
      if (COMPUTED.stream().anyMatch(field.metadata()::contains)) {
        throw new IllegalArgumentException(
            ("Cannot create the table %s with the generated or identity column `%s`: parquet-ext"
                    + " computes no columns. Leave GENERATED out and write the values, or make it a"
                    + " table USING delta.")
                .formatted(table.name(), field.name()));
      }
    }
  }

  /**
   * Checks everything else.
   *
   * @throws IllegalArgumentException when the table or its rows could not be written, saying why
   * @throws org.apache.spark.sql.AnalysisException in Spark's words, where it has some
   */
  void run() {
    TableDefinition definition = table.definition();
    definition.checkPartitionColumns();
    if (table.isFilled() || !definition.schema().isEmpty()) {
      definition.checkWrite(session, definition.schema(), table.writeOptions());
    }
    table.location().ifPresent(new ForeignTables(conf)::refuseWrite);
    if (table.replaces()) {
      checkReplacing();
    } else if (table.isFilled()) {
      table.location().ifPresent(this::refuseFilledLocation);
    }
  }

  private void checkReplacing() {
    Optional<CatalogEntry> replaced =
        Optional.of(table.entry(session)).filter(CatalogEntry::exists);
    if (table.location().isEmpty()) {
      replaced.ifPresent(CatalogEntry::refuseKeepingFiles);
    }
    if (table.isFilled()) {
      replaced.ifPresent(old -> table.readPaths().refuseOverwriting(old.location(), conf));
      table.location().ifPresent(this::checkReplaceable);
    } else if (table.definition().schema().isEmpty()) {
      replaced.filter(CatalogEntry::isManaged).ifPresent(this::refuseInferringFrom);
      requireFiles();
    }
  }

  /** The new table's path is overwritten, wherever the old table is. */
  private void checkReplaceable(Path location) {
    table.readPaths().refuseOverwriting(location, conf);
    TableDefinition definition = table.definition();
    try {
      ReplaceablePath.of(session, location, definition.columns(session, definition.schema()), conf)
          .in(OverwriteScope.everything());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look at the table's path " + location, e);
    }
  }

  /** Files that are dropped with the old table cannot say which columns the new one has. */
  private void refuseInferringFrom(CatalogEntry replaced) {
    FileLocation old = FileLocation.of(replaced.location(), conf);
    if (table.location().filter(path -> old.meets(FileLocation.of(path, conf))).isPresent()) {
      throw new IllegalArgumentException(
          ("Cannot replace the table %s without naming columns: the files at %s are dropped with"
                  + " the old table. Name the columns, or give another LOCATION.")
              .formatted(table.name(), old));
    }
  }

  /** Looks for them as the creation will. */
  private void requireFiles() {
    Map<String, String> options = new LinkedHashMap<>(table.definition().properties());
    options.keySet().removeIf("path"::equalsIgnoreCase);
    table.location().ifPresent(path -> options.put("path", path.toString()));
    if (new FoundFiles(new CaseInsensitiveStringMap(options)).schema().isEmpty()) {
      throw new IllegalArgumentException(
          ("Cannot replace the table %s without columns: there are no Parquet files at its"
                  + " LOCATION. Name the columns.")
              .formatted(table.name()));
    }
  }

  /** As Spark does for its own tables: the rows of others are not taken over unseen. */
  private void refuseFilledLocation(Path location) {
    DataWritingCommand$.MODULE$.assertEmptyRootPath(location.toUri(), SaveMode.ErrorIfExists, conf);
  }
}
