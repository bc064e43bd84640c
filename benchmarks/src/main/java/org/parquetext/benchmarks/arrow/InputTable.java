package org.parquetext.benchmarks.arrow;

import java.util.Locale;
import org.apache.arrow.memory.BufferAllocator;

/** The tables that can be written. */
enum InputTable {
  LINEITEM {
    @Override
    ArrowTable generate(BufferAllocator allocator, Size size) {
      return LineitemBatches.generate(allocator, size.scale());
    }
  },
  SIMPLE_LOW {
    @Override
    ArrowTable generate(BufferAllocator allocator, Size size) {
      return SimpleBatches.generate(
          allocator, size.columns(), size.rows(), SimpleBatches.Cardinality.LOW);
    }
  },
  SIMPLE_HIGH {
    @Override
    ArrowTable generate(BufferAllocator allocator, Size size) {
      return SimpleBatches.generate(
          allocator, size.columns(), size.rows(), SimpleBatches.Cardinality.HIGH);
    }
  };

  /**
   * How large a table is to be.
   *
   * @param scale TPC-H's, for lineitem
   * @param columns for the others
   * @param rows for the others
   */
  record Size(double scale, int columns, int rows) {}

  /** Generates the table, to be closed by the caller; the same one for the same size. */
  abstract ArrowTable generate(BufferAllocator allocator, Size size);

  /** The name as the command takes it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
