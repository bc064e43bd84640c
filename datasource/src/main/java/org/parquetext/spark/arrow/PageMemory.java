package org.parquetext.spark.arrow;

import java.util.ArrayList;
import java.util.List;

/**
 * The row pages of one task. One {@link RowPages} fills pages of the usual size; where several are
 * open at a time, such as one for each of many directories, their pages are the smaller the more
 * there are, so that together they stay in bounds. Internal. Belongs to the task's thread.
 */
public final class PageMemory {

  /** Bounds what stays in memory after many batches were under way at once. */
  private static final int MAX_SPARE_BYTES = 8 << 20;

  /** With smaller pages the work per page outweighs that per row. */
  private static final int MIN_PAGE_BYTES = 16 << 10;

  private final RowLayout layout;
  private final long maxBytes;
  private final List<RowPage> spares = new ArrayList<>();
  private int users;

  /**
   * Memory without pages.
   *
   * @param fields of the rows
   * @param maxBytes that the pages which are being filled take together, about: a page keeps its
   *     size when others come after it
   */
  public PageMemory(int fields, long maxBytes) {
    this.layout = new RowLayout(fields);
    this.maxBytes = maxBytes;
  }

  /** Somebody begins to fill pages; {@link #close} is the end. */
  void open() {
    users++;
  }

  void close() {
    users--;
  }

  RowLayout layout() {
    return layout;
  }

  /** A page for a row of {@code length} bytes and, unless it is large, others. */
  RowPage take(int length) {
    int bytes = pageBytes();
    if (length > bytes) {
      return RowPage.oversize(layout, length);
    }
    RowPage spare = spares.isEmpty() ? null : spares.remove(spares.size() - 1);
    RowPage page = spare != null && spare.maxBytes() == bytes ? spare : RowPage.of(layout, bytes);
    page.restart();
    return page;
  }

  private int pageBytes() {
    int standard = RowPage.standardBytes(layout);
    return users <= 1
        ? standard
        : (int) Math.min(standard, Math.max(MIN_PAGE_BYTES, maxBytes / users));
  }

  /** Takes a page back, to be filled again. */
  void giveBack(RowPage page) {
    int bytes = pageBytes();
    boolean isUsual = !page.isOversize() && page.maxBytes() == bytes;
    if (isUsual && users > 0 && spares.size() < MAX_SPARE_BYTES / bytes) {
      spares.add(page);
    }
  }
}
