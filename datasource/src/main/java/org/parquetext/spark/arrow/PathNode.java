package org.parquetext.spark.arrow;

import org.apache.arrow.vector.types.pojo.Field;
import org.parquetext.WriteException;

/** A top-level field, or what is below it on the way to a leaf: its name, and what it allows. */
final class PathNode {

  private final ColumnPath path;
  private final Field field;

  private PathNode(ColumnPath path, Field field) {
    this.path = path;
    this.field = field;
  }

  /** The node of a field whose nullability holds for it. */
  static PathNode of(ColumnPath path, Field field) {
    return new PathNode(path, field);
  }

  /**
   * Checks the positions of this node.
   *
   * @throws WriteException when one is null that must not be
   */
  void check(NodePositions positions) {
    if (field.isNullable()) {
      return;
    }
    int position = positions.firstOwnNull();
    if (position >= 0) {
      throw new WriteException(
          "Cannot write column "
              + path
              + ": row "
              + positions.rowNumber(position)
              + (path.isTopLevel() ? " is null, but the column is" : " has a null there, but it is")
              + " declared NOT NULL; declare it nullable or replace its nulls"
              + " (rows count from 1 in each task)");
    }
  }

  /** The path of the node, quoted. */
  @Override
  public String toString() {
    return path.toString();
  }
}
