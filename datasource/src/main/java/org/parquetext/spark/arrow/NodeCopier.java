package org.parquetext.spark.arrow;

import java.util.List;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.parquetext.level.LeafColumn;
import org.parquetext.level.OuterNode;

/**
 * Copies one node of a column, and what is below it, out of Spark's vectors into memory of its own,
 * which is used again for every batch. Confined to one thread; {@link #close} frees the memory.
 */
abstract class NodeCopier implements AutoCloseable {

  private final PathNode path;
  private final Cells cells = new Cells();

  NodeCopier(PathNode path) {
    this.path = path;
  }

  final PathNode path() {
    return path;
  }

  /** Where the values of this node lie, to be pointed to before {@link #enter}. */
  final Cells cells() {
    return cells;
  }

  /**
   * Copies the node.
   *
   * @param vector that {@link #cells()} point into
   * @param outer the nodes above; as before when this returns
   * @param leaves where the leaf columns are added, valid until the next call
   * @throws org.parquetext.WriteException when something is null that must not be, or a value
   *     cannot be written
   */
  final void enter(ColumnVector vector, List<OuterNode> outer, List<LeafColumn> leaves) {
    readNulls(vector);
    path.check(cells);
    copy(vector, outer, leaves);
  }

  void readNulls(ColumnVector vector) {
    cells.readNulls(vector);
  }

  abstract void copy(ColumnVector vector, List<OuterNode> outer, List<LeafColumn> leaves);

  /** Bytes of memory held, filled or not. */
  abstract long heldBytes();

  /** Bytes of what was copied last, whatever memory holds it. */
  abstract long contentBytes();

  @Override
  public abstract void close();
}
