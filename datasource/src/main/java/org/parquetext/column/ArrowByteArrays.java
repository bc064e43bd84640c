package org.parquetext.column;

import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseVariableWidthViewVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Reads the rows of an Arrow vector of strings or binaries, whatever its layout. */
interface ArrowByteArrays {

  /**
   * How many of {@code count} rows, counted from {@code from}, fit into {@code bytes} when each
   * costs its length and four bytes.
   */
  int rowsWithin(ValueVector vector, int from, int count, long bytes);

  /** Bytes of {@code count} rows when each costs its length and four bytes. */
  long bytes(ValueVector vector, int from, int count);

  /** Reads {@code count} rows, nulls included with whatever bytes they own. */
  void read(ValueVector vector, int from, int count, ByteArrays out);

  /**
   * Given where values start that lie end to end, makes the first start at 0, and puts the lengths.
   */
  private static void putLengths(ByteArrays values, int count, int start, int bytes) {
    int[] starts = values.starts;
    int[] lengths = values.lengths;
    for (int i = 0; i < count; i++) {
      starts[i] -= start;
    }
    for (int i = 0; i < count - 1; i++) {
      lengths[i] = starts[i + 1] - starts[i];
    }
    if (count > 0) {
      lengths[count - 1] = bytes - starts[count - 1];
    }
  }

  /** The reader for an Arrow type; null when its values are not of variable width. */
  static ArrowByteArrays of(ArrowType type) {
    switch (type.getTypeID()) {
      case Utf8:
      case Binary:
        return new IntOffsets();
      case LargeUtf8:
      case LargeBinary:
        return new LongOffsets();
      case Utf8View:
      case BinaryView:
        return new Views();
      default:
        return null;
    }
  }

  /** Offsets of 32 bits. */
  final class IntOffsets implements ArrowByteArrays {

    @Override
    public int rowsWithin(ValueVector vector, int from, int count, long bytes) {
      ArrowBuf offsets = vector.getOffsetBuffer();
      long start = offset(offsets, from);
      int low = 0;
      int high = count;
      if (offset(offsets, from + count) - start + 4L * count <= bytes) {
        return count;
      }
      while (low < high) {
        int middle = (low + high + 1) >>> 1;
        if (offset(offsets, from + middle) - start + 4L * middle <= bytes) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      return low;
    }

    @Override
    public long bytes(ValueVector vector, int from, int count) {
      ArrowBuf offsets = vector.getOffsetBuffer();
      return offset(offsets, from + count) - offset(offsets, from) + 4L * count;
    }

    @Override
    public void read(ValueVector vector, int from, int count, ByteArrays out) {
      ArrowBuf offsets = vector.getOffsetBuffer();
      int start = (int) offset(offsets, from);
      int length = (int) offset(offsets, from + count) - start;
      out.reserve(count, length);
      IntBuffer source =
          offsets
              .nioBuffer((long) from * Integer.BYTES, count * Integer.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .asIntBuffer();
      source.get(out.starts, 0, count);
      putLengths(out, count, start, length);
      vector.getDataBuffer().getBytes(start, out.data, 0, length);
    }

    private static long offset(ArrowBuf offsets, int index) {
      return offsets.getInt((long) index * Integer.BYTES);
    }
  }

  /** Offsets of 64 bits. */
  final class LongOffsets implements ArrowByteArrays {

    @Override
    public int rowsWithin(ValueVector vector, int from, int count, long bytes) {
      ArrowBuf offsets = vector.getOffsetBuffer();
      long start = offset(offsets, from);
      int rows = 0;
      while (rows < count && offset(offsets, from + rows + 1) - start + 4L * (rows + 1) <= bytes) {
        rows++;
      }
      return rows;
    }

    @Override
    public long bytes(ValueVector vector, int from, int count) {
      ArrowBuf offsets = vector.getOffsetBuffer();
      return offset(offsets, from + count) - offset(offsets, from) + 4L * count;
    }

    @Override
    public void read(ValueVector vector, int from, int count, ByteArrays out) {
      ArrowBuf offsets = vector.getOffsetBuffer();
      long start = offset(offsets, from);
      long length = offset(offsets, from + count) - start;
      out.reserve(count, length);
      LongBuffer source =
          offsets
              .nioBuffer((long) from * Long.BYTES, count * Long.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .asLongBuffer();
      for (int i = 0; i < count; i++) {
        out.starts[i] = (int) (source.get(i) - start);
      }
      putLengths(out, count, 0, (int) length);
      vector.getDataBuffer().getBytes(start, out.data, 0, (int) length);
    }

    private static long offset(ArrowBuf offsets, int index) {
      return offsets.getLong((long) index * Long.BYTES);
    }
  }

  /**
   * Values inline or in one of several buffers (<a
   * href="https://arrow.apache.org/docs/format/Columnar.html#variable-size-binary-view-layout">Arrow
   * columnar format, binary view layout</a>): 4 bytes of length and either up to 12 bytes of value,
   * or 4 bytes of prefix, 4 of the buffer's index and 4 of the offset in it.
   *
   * <p>Reads the views by itself: Arrow 19's {@code getDataPointer} takes 12 bytes for not inline,
   * and points to the start of the buffer whatever the offset.
   */
  final class Views implements ArrowByteArrays {

    private static final int VIEW = BaseVariableWidthViewVector.ELEMENT_SIZE;
    private static final int INLINE = BaseVariableWidthViewVector.INLINE_SIZE;
    private static final int VALUE_AT = Integer.BYTES;
    private static final int BUFFER_AT = 2 * Integer.BYTES;
    private static final int OFFSET_AT = 3 * Integer.BYTES;

    @Override
    public int rowsWithin(ValueVector vector, int from, int count, long bytes) {
      BaseVariableWidthViewVector views = (BaseVariableWidthViewVector) vector;
      long used = 0;
      for (int i = 0; i < count; i++) {
        used += 4L + length(views, from + i);
        if (used > bytes) {
          return i;
        }
      }
      return count;
    }

    @Override
    public long bytes(ValueVector vector, int from, int count) {
      BaseVariableWidthViewVector views = (BaseVariableWidthViewVector) vector;
      long total = 4L * count;
      for (int i = 0; i < count; i++) {
        total += length(views, from + i);
      }
      return total;
    }

    @Override
    public void read(ValueVector vector, int from, int count, ByteArrays out) {
      BaseVariableWidthViewVector views = (BaseVariableWidthViewVector) vector;
      out.reserve(count, bytes(vector, from, count) - 4L * count);
      int end = 0;
      for (int i = 0; i < count; i++) {
        int length = length(views, from + i);
        out.starts[i] = end;
        out.lengths[i] = length;
        if (length > 0) {
          readValue(views, (long) (from + i) * VIEW, length, out.data, end);
          end += length;
        }
      }
    }

    private static void readValue(
        BaseVariableWidthViewVector views, long view, int length, byte[] out, int at) {
      ArrowBuf buffer = views.getDataBuffer();
      if (length <= INLINE) {
        buffer.getBytes(view + VALUE_AT, out, at, length);
        return;
      }
      int index = buffer.getInt(view + BUFFER_AT);
      int offset = buffer.getInt(view + OFFSET_AT);
      views.getDataBuffers().get(index).getBytes(offset, out, at, length);
    }

    /** Nulls are asked for here, since the view of a null may hold anything. */
    private static int length(BaseVariableWidthViewVector views, int row) {
      return views.isNull(row) ? 0 : views.getDataBuffer().getInt((long) row * VIEW);
    }
  }
}
