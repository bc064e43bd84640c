package org.parquetext.spark.guard;

import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.parquetext.options.WriteOption;
import org.parquetext.spark.conf.TableSettings;

/** What is not done, said in one voice. */
public final class Refusals {

  private Refusals() {}

  public static UnsupportedOperationException writeOtherThanByPath(String what) {
    return new UnsupportedOperationException(
        what
            + " is not supported by parquet-ext yet. Write to a path instead:"
            + " df.write.format(\"parquet-ext\").save(path).");
  }

  public static UnsupportedOperationException streamIntoTable(String name) {
    return new UnsupportedOperationException(
        ("Cannot write a stream to the catalog table %s: readers of a table do not look into the log"
                + " of a stream. Use start(path), or foreachBatch.")
            .formatted(name));
  }

  /** Where Spark has the source fill a new table, it does not say what its partitions are. */
  public static UnsupportedOperationException filledTable(String name) {
    return new UnsupportedOperationException(
        ("Cannot create or replace the table %s with rows: it is one of the tables that Spark has"
                + " parquet-ext fill without telling it their partitions, since another catalog is"
                + " in the place of Spark's own (spark.sql.catalog.spark_catalog). Drop it if there is"
                + " one, and create it first, CREATE TABLE %s (…) USING `parquet-ext`; then fill it by"
                + " INSERT INTO or df.write.insertInto(\"%s\").")
            .formatted(name, name, name));
  }

  /** The same for a table that exists: the rows are welcome by another door. */
  public static UnsupportedOperationException appendedTable(String name) {
    return new UnsupportedOperationException(
        ("Cannot append to the table %s by saveAsTable: another catalog is in the place of Spark's"
                + " own (spark.sql.catalog.spark_catalog), and Spark would not tell parquet-ext its"
                + " partitions. Use INSERT INTO %s BY NAME SELECT …, or df.write.insertInto(\"%s\"),"
                + " which goes by the order of the columns.")
            .formatted(name, name, name));
  }

  public static UnsupportedOperationException alteredColumns(String name) {
    return new UnsupportedOperationException(
        ("Cannot rename, drop or replace columns of the table %s: its files keep them under their"
                + " names, so that they would be null by another name, and come back with the old"
                + " one. Write the rows into a new table, or show them by a view.")
            .formatted(name));
  }

  public static UnsupportedOperationException alteredType(
      String table, String column, DataType from, DataType to) {
    return new UnsupportedOperationException(
        ("Cannot change the column `%s` of the table %s from %s to %s: its files keep the old type,"
                + " and their values would be read as others. Write the rows into a new table, or"
                + " show them by a view.")
            .formatted(column, table, from.sql(), to.sql()));
  }

  /** Spark hands the options of a table on to its interface of file formats, not its properties. */
  public static IllegalArgumentException unseenProperty(String name, String key) {
    return new IllegalArgumentException(
        ("Cannot write to the table %s in a session whose catalog is not Spark's own: its property"
                + " `%s` would not hold there. Create the table with it among its OPTIONS, or"
                + " write in a session with Spark's own catalog.")
            .formatted(name, key));
  }

  /** Spark takes no partitions for there but those that the catalog lists. */
  public static IllegalArgumentException unlistedPartitions(String what, String name) {
    return new IllegalArgumentException(
        ("Cannot %s the table %s in a session whose catalog is not Spark's own: there are partition"
                + " directories at its path, and the catalog lists none of them. Have it list them"
                + " first: MSCK REPAIR TABLE %s.")
            .formatted(what, name, name));
  }

  /** The log of a table is written by {@code save(path)} only. */
  public static void refuseTableLog(SparkSession session, Map<String, String> options) {
    TableSettings.of(session, options)
        .ifPresent(
            table -> {
              throw new IllegalArgumentException(
                  ("Cannot write to a table of the catalog with `%s` = `%s`: that is for"
                          + " save(path). Unset it, or make it a table USING %s.")
                      .formatted(
                          WriteOption.COMMIT_PROTOCOL.key(), table.format(), table.format()));
            });
  }
}
