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

  /**
   * Reads the ranges of lists.
   *
   * @param positions those of the lists; a negative one stands for no list
   * @param count how many of them
   * @param starts becomes the first position of the child
   * @param lengths becomes the number of items; 0 where there is no list
   * @throws IllegalArgumentException if a range is none, or reaches beyond positions of 32 bits
   */
  void ranges(int[] positions, int count, int[] starts, int[] lengths) {
    switch (layout) {
      case OFFSETS:
        offsetRanges(positions, count, starts, lengths);
        break;
      case LARGE_OFFSETS:
        largeOffsetRanges(positions, count, starts, lengths);
        break;
      case FIXED_SIZE:
        fixedRanges(positions, count, starts, lengths);
        break;
      case VIEW:
        viewRanges(positions, count, starts, lengths);
        break;
      default:
        largeViewRanges(positions, count, starts, lengths);
    }
  }

  private void offsetRanges(int[] positions, int count, int[] starts, int[] lengths) {
    for (int i = 0; i < count; i++) {
      lengths[i] = 0;
      if (positions[i] >= 0) {
        long at = (long) positions[i] * Integer.BYTES;
        int start = offsets.getInt(at);
        starts[i] = start;
        lengths[i] = length(positions[i], start, (long) offsets.getInt(at + Integer.BYTES) - start);
      }
    }
  }

  private void largeOffsetRanges(int[] positions, int count, int[] starts, int[] lengths) {
    for (int i = 0; i < count; i++) {
      lengths[i] = 0;
      if (positions[i] >= 0) {
        long at = (long) positions[i] * Long.BYTES;
        long start = offsets.getLong(at);
        lengths[i] = length(positions[i], start, offsets.getLong(at + Long.BYTES) - start);
        starts[i] = (int) start;
      }
    }
  }

  private void fixedRanges(int[] positions, int count, int[] starts, int[] lengths) {
    for (int i = 0; i < count; i++) {
      lengths[i] = 0;
      if (positions[i] >= 0) {
        long start = (long) positions[i] * fixedSize;
        lengths[i] = length(positions[i], start, fixedSize);
        starts[i] = (int) start;
      }
    }
  }

  private void viewRanges(int[] positions, int count, int[] starts, int[] lengths) {
    for (int i = 0; i < count; i++) {
      lengths[i] = 0;
      if (positions[i] >= 0) {
        long at = (long) positions[i] * Integer.BYTES;
        starts[i] = offsets.getInt(at);
        lengths[i] = length(positions[i], starts[i], sizes.getInt(at));
      }
    }
  }

  private void largeViewRanges(int[] positions, int count, int[] starts, int[] lengths) {
    for (int i = 0; i < count; i++) {
      lengths[i] = 0;
      if (positions[i] >= 0) {
        long at = (long) positions[i] * Long.BYTES;
        long start = offsets.getLong(at);
        lengths[i] = length(positions[i], start, sizes.getLong(at));
        starts[i] = (int) start;
      }
    }
  }

  private static int length(int position, long start, long length) {
    if (start < 0 || length < 0 || start > Integer.MAX_VALUE - length) {
      throw new IllegalArgumentException(
          "list "
              + position
              + " of its vector has "
              + length
              + " items from position "
              + start
              + " on, but items can only lie at positions from 0 to "
              + (Integer.MAX_VALUE - 1));
    }
    return (int) length;
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
