package org.parquetext.column;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.parquetext.buffer.Segments;
import org.parquetext.options.WriteOptions;
import org.parquetext.schema.LeafField;
import org.parquetext.schema.LeafFields;

/** A physical type, and vectors for it. */
enum Kind {
  BOOLEAN("boolean a;"),
  INT("int32 a;"),
  LONG("int64 a;"),
  INT96("int96 a;"),
  TEXT("binary a (STRING);"),
  FIXED("fixed_len_byte_array(8) a;");

  /** The column's declaration. */
  final String type;

  Kind(String type) {
    this.type = type;
  }

  FieldVector vector(BufferAllocator allocator) {
    return switch (this) {
      case BOOLEAN -> new BitVector("a", allocator);
      case INT -> new IntVector("a", allocator);
      case LONG -> new BigIntVector("a", allocator);
      case INT96 -> new TimeStampMicroTZVector("a", allocator, "UTC");
      case TEXT -> new VarCharVector("a", allocator);
      case FIXED -> new FixedSizeBinaryVector("a", allocator, Long.BYTES);
    };
  }

  /** Opens a column of this type. */
  ColumnChunkWriter open(BufferAllocator allocator, String... options) {
    WriteOptions.Builder builder = WriteOptions.builder();
    for (int i = 0; i < options.length; i += 2) {
      builder.set(options[i], options[i + 1]);
    }
    MessageType parquet = MessageTypeParser.parseMessageType("message m { optional " + type + " }");
    try (FieldVector vector = vector(allocator)) {
      LeafField leaf = LeafFields.of(new Schema(List.of(vector.getField())), parquet).get(0);
      return ColumnChunkWriters.open(leaf, builder.build(), null, Segments.UNPOOLED);
    }
  }

  /** Sets the value of each row to another one. */
  void set(FieldVector vector, int row) {
    set(vector, row, row);
  }

  /** Sets the value of a row to the one of this number. */
  void set(FieldVector vector, int row, int number) {
    switch (this) {
      case BOOLEAN -> ((BitVector) vector).setSafe(row, number % 2);
      case INT -> ((IntVector) vector).setSafe(row, number * 7919);
      case LONG -> ((BigIntVector) vector).setSafe(row, number * 7919L);
      case INT96 -> ((TimeStampMicroTZVector) vector).setSafe(row, number * 7919L);
      case TEXT -> ((VarCharVector) vector).setSafe(row, bytes(number));
      case FIXED -> ((FixedSizeBinaryVector) vector).setSafe(row, bytes(number));
    }
  }

  static byte[] bytes(int number) {
    return "%08d".formatted(number).getBytes(StandardCharsets.US_ASCII);
  }
}
