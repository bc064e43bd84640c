package org.parquetext.spark.arrow;

/**
 * The name of a column or of what is below it, as messages show it: names joined by dots between
 * backticks. Elements of an array are called {@code element}, those of a map {@code key} and {@code
 * value}. Immutable.
 */
final class ColumnPath {

  private final String path;
  private final int depth;

  private ColumnPath(String path, int depth) {
    this.path = path;
    this.depth = depth;
  }

  /** A top-level column. */
  static ColumnPath of(String name) {
    return new ColumnPath(escaped(name), 0);
  }

  /** What is directly below. */
  ColumnPath child(String name) {
    return new ColumnPath(path + "." + escaped(name), depth + 1);
  }

  /** Whether it is a column of the rows. */
  boolean isTopLevel() {
    return depth == 0;
  }

  private static String escaped(String name) {
    return name.replace("`", "``");
  }

  @Override
  public String toString() {
    return "`" + path + "`";
  }
}
