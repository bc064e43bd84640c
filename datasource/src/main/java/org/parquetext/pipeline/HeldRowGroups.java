package org.parquetext.pipeline;

import java.util.ArrayList;
import java.util.List;

/** Complete row groups of which it is not known yet which file they go into. Not thread-safe. */
final class HeldRowGroups {

  private final List<RowGroup> rowGroups = new ArrayList<>();
  private long bytes;
  private long rows;
  private long chunks;

  void add(RowGroup rowGroup) {
    rowGroups.add(rowGroup);
    bytes += rowGroup.fileBytes();
    rows += rowGroup.rows();
    chunks += rowGroup.chunks().length;
  }

  boolean isEmpty() {
    return rowGroups.isEmpty();
  }

  /** Bytes that they have in a file, but for their indexes. */
  long bytes() {
    return bytes;
  }

  long rows() {
    return rows;
  }

  /** Column chunks of all. */
  long chunks() {
    return chunks;
  }

  /** All of them, in order; none are held then. */
  List<RowGroup> take() {
    List<RowGroup> taken = List.copyOf(rowGroups);
    clear();
    return taken;
  }

  void clear() {
    rowGroups.clear();
    bytes = 0;
    rows = 0;
    chunks = 0;
  }
}
