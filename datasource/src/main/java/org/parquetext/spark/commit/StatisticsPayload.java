package org.parquetext.spark.commit;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.parquetext.statistics.BytesBounds;
import org.parquetext.statistics.ColumnBounds;
import org.parquetext.statistics.ColumnStatistics;
import org.parquetext.statistics.DoubleBounds;
import org.parquetext.statistics.FileStatistics;
import org.parquetext.statistics.LongBounds;

/**
 * The statistics of a file as bytes:
 *
 * <pre>
 * count:int (column:int nulls:long kind:byte bounds)*
 * bounds = nothing | min:long max:long | min:double max:double | min:bytes max:bytes
 * bytes = length:int byte*
 * </pre>
 */
final class StatisticsPayload {

  private static final byte NO_BOUNDS = 0;
  private static final byte LONGS = 1;
  private static final byte DOUBLES = 2;
  private static final byte UNSIGNED_BYTES = 3;
  private static final byte NUMBERS = 4;

  private StatisticsPayload() {}

  static void write(FileStatistics statistics, DataOutput out) throws IOException {
    List<ColumnStatistics> columns = statistics.columns();
    out.writeInt(columns.size());
    for (ColumnStatistics column : columns) {
      out.writeInt(column.column());
      out.writeLong(column.nulls());
      write(column.bounds().orElse(null), out);
    }
  }

  private static void write(ColumnBounds bounds, DataOutput out) throws IOException {
    if (bounds instanceof LongBounds longs) {
      out.writeByte(LONGS);
      out.writeLong(longs.min());
      out.writeLong(longs.max());
    } else if (bounds instanceof DoubleBounds doubles) {
      out.writeByte(DOUBLES);
      out.writeDouble(doubles.min());
      out.writeDouble(doubles.max());
    } else if (bounds instanceof BytesBounds bytes) {
      out.writeByte(bytes.order() == BytesBounds.Order.NUMBER ? NUMBERS : UNSIGNED_BYTES);
      write(bytes.min(), out);
      write(bytes.max(), out);
    } else {
      out.writeByte(NO_BOUNDS);
    }
  }

  private static void write(byte[] bytes, DataOutput out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static FileStatistics read(DataInput in) throws IOException {
    int count = in.readInt();
    List<ColumnStatistics> columns = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      columns.add(new ColumnStatistics(in.readInt(), in.readLong(), readBounds(in)));
    }
    return FileStatistics.of(columns);
  }

  private static ColumnBounds readBounds(DataInput in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case NO_BOUNDS -> null;
      case LONGS -> new LongBounds(in.readLong(), in.readLong());
      case DOUBLES -> new DoubleBounds(in.readDouble(), in.readDouble());
      case UNSIGNED_BYTES ->
          BytesBounds.of(BytesBounds.Order.UNSIGNED, readBytes(in), readBytes(in));
      case NUMBERS -> BytesBounds.of(BytesBounds.Order.NUMBER, readBytes(in), readBytes(in));
      default -> throw new IOException("there are no bounds of kind " + kind);
    };
  }

  private static byte[] readBytes(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}
