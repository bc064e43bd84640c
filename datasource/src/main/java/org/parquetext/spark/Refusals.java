package org.parquetext.spark;

/** What this version does not do yet, said in one voice. */
final class Refusals {

  private Refusals() {}

  static UnsupportedOperationException writeOtherThanByPath(String what) {
    return new UnsupportedOperationException(
        what
            + " is not supported by parquet-ext yet. Write to a path instead:"
            + " df.write.format(\"parquet-ext\").save(path).");
  }

  static UnsupportedOperationException streamIntoTable(String name) {
    return new UnsupportedOperationException(
        ("Cannot write a stream to the catalog table %s: readers of a table do not look into the log"
                + " of a stream. Use start(path), or foreachBatch.")
            .formatted(name));
  }

  static UnsupportedOperationException catalogTable(String name) {
    return new UnsupportedOperationException(
        ("Cannot create or replace the catalog table %s with parquet-ext: catalog tables are not"
                + " supported by parquet-ext yet. Write to a path instead,"
                + " df.write.format(\"parquet-ext\").save(path), and make a table of it:"
                + " CREATE TABLE … USING parquet LOCATION 'path', then MSCK REPAIR TABLE … if it is"
                + " partitioned.")
            .formatted(name));
  }
}
