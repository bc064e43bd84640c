package org.parquetext.level;

import java.util.Arrays;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.ValueVector;

/**
 * One leaf column of a batch: the nodes above the leaf, outermost first, and the vector of the
 * leaf's values. A flat column has no nodes above it.
 *
 * <p>Rows are the positions of the outermost node, or of the leaf when there is none. Each list
 * replaces positions by ranges of positions of what is below it. A view of vectors that it does not
 * own, valid as long as they are; immutable.
 */
public final class LeafColumn {

  private static final OuterNode[] FLAT = {};

  private final OuterNode[] outer;
  private final ValueVector values;

  private LeafColumn(OuterNode[] outer, ValueVector values) {
    this.outer = outer;
    this.values = values;
  }

  /** A column of a top-level field without children. */
  public static LeafColumn flat(ValueVector values) {
    return new LeafColumn(FLAT, values);
  }

  /**
   * A column below other nodes.
   *
   * @param outer the nodes above the leaf, outermost first; kept, not copied
   * @param values the vector of the leaf
   */
  public static LeafColumn nested(OuterNode[] outer, ValueVector values) {
    return new LeafColumn(outer, values);
  }

  /** Nodes above the leaf. */
  public int depth() {
    return outer.length;
  }

  /** The node at a depth; 0 is the outermost. */
  public OuterNode outer(int depth) {
    return outer[depth];
  }

  /** The vector of the leaf. */
  public ValueVector values() {
    return values;
  }

  /**
   * Reads which rows of a flat column are present, as {@link Validity#read} does. A vector of the
   * null type has no bitmap and no value.
   *
   * @return the number of present rows
   */
  public int readValidity(int from, int rows, long[] words) {
    if (values instanceof NullVector) {
      Arrays.fill(words, 0, Validity.words(rows), 0);
      return 0;
    }
    return Validity.read(values.getValidityBuffer(), from, rows, words);
  }
}
