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
}
