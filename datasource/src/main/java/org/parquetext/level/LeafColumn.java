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
 * own, and of bytes beside them, valid as long as they are; immutable.
 */
public final class LeafColumn {

  private static final OuterNode[] FLAT = {};

  private final OuterNode[] outer;
  private final ValueVector values;
  private final ValueVector dictionary;
  private final boolean orderedByUse;
  private final ScatteredBytes scattered;

  private LeafColumn(
      OuterNode[] outer,
      ValueVector values,
      ValueVector dictionary,
      boolean orderedByUse,
      ScatteredBytes scattered) {
    this.outer = outer;
    this.values = values;
    this.dictionary = dictionary;
    this.orderedByUse = orderedByUse;
    this.scattered = scattered;
  }

  /** A column of a top-level field without children. */
  public static LeafColumn flat(ValueVector values) {
    return nested(FLAT, values);
  }

  /**
   * A column below other nodes.
   *
   * @param outer the nodes above the leaf, outermost first; kept, not copied
   * @param values the vector of the leaf
   */
  public static LeafColumn nested(OuterNode[] outer, ValueVector values) {
    return new LeafColumn(outer, values, null, false, null);
  }

  /**
   * The same column, where its values are positions in a dictionary.
   *
   * @param entries the values proper, none of which is null; a null of the column has no position
   */
  public LeafColumn encodedWith(ValueVector entries) {
    return new LeafColumn(outer, values, entries, false, null);
  }

  /** As {@link #encodedWith}, where all entries are used, and stand in the order of first use. */
  public LeafColumn encodedInOrderOfUse(ValueVector entries) {
    return new LeafColumn(outer, values, entries, true, null);
  }

  /** The same column, of whose vector only the nulls count: the values are these. */
  public LeafColumn withBytes(ScatteredBytes bytes) {
    return new LeafColumn(outer, values, null, false, bytes);
  }

  /** Nodes above the leaf. */
  public int depth() {
    return outer.length;
  }

  /** The node at a depth; 0 is the outermost. */
  public OuterNode outer(int depth) {
    return outer[depth];
  }

  /**
   * The vector of the leaf: its values, or where they stand in {@link #dictionary()}; where they
   * are {@link #scattered()}, nothing but which of them are null.
   */
  public ValueVector values() {
    return values;
  }

  /** The values that those of the leaf are positions of; null where they are values themselves. */
  public ValueVector dictionary() {
    return dictionary;
  }

  /** The values, where they are not in the vector; null where they are, or in the dictionary. */
  public ScatteredBytes scattered() {
    return scattered;
  }

  /** Whether all entries of the dictionary are used, each first behind all entries before it. */
  public boolean isOrderedByUse() {
    return orderedByUse;
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
