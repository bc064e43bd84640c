package org.parquetext.level;

import org.apache.arrow.memory.ArrowBuf;

/**
 * A list: each position has a range of positions of the child (<a
 * href="https://arrow.apache.org/docs/format/Columnar.html#variable-size-list-layout">Arrow
 * columnar format, list layouts</a>). The range of a null list is of no meaning.
 */
public final class ListNode extends OuterNode {

  private final Layout layout;
  private final ArrowBuf offsets;
  private final ArrowBuf sizes;
  private final int fixedSize;

  private ListNode(
      ArrowBuf validity, Layout layout, ArrowBuf offsets, ArrowBuf sizes, int fixedSize) {
    super(validity);
    this.layout = layout;
    this.offsets = offsets;
    this.sizes = sizes;
    this.fixedSize = fixedSize;
  }

  /** A list or map: one more offset of 32 bits than there are positions, or none if empty. */
  public static ListNode of(ArrowBuf validity, ArrowBuf offsets) {
    return new ListNode(validity, Layout.OFFSETS, offsets, null, 0);
  }

  /** A large list: offsets of 64 bits. */
  public static ListNode large(ArrowBuf validity, ArrowBuf offsets) {
    return new ListNode(validity, Layout.LARGE_OFFSETS, offsets, null, 0);
  }

  /** A list of fixed size. */
  public static ListNode fixed(ArrowBuf validity, int size) {
    return new ListNode(validity, Layout.FIXED_SIZE, null, null, size);
  }

  /** A list view: an offset and a size of 32 bits for each position, in any order. */
  public static ListNode view(ArrowBuf validity, ArrowBuf offsets, ArrowBuf sizes) {
    return new ListNode(validity, Layout.VIEW, offsets, sizes, 0);
  }

  /** A large list view: offsets and sizes of 64 bits. */
  public static ListNode largeView(ArrowBuf validity, ArrowBuf offsets, ArrowBuf sizes) {
    return new ListNode(validity, Layout.LARGE_VIEW, offsets, sizes, 0);
  }

  /** How the ranges are stored. */
  private enum Layout {
    OFFSETS,
    LARGE_OFFSETS,
    FIXED_SIZE,
    VIEW,
    LARGE_VIEW
  }
}
