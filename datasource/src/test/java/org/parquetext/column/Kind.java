package org.parquetext.column;

import java.nio.charset.StandardCharsets;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;

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

  void set(FieldVector vector, int row) {
    switch (this) {
      case BOOLEAN -> ((BitVector) vector).setSafe(row, row % 2);
      case INT -> ((IntVector) vector).setSafe(row, row * 7919);
      case LONG -> ((BigIntVector) vector).setSafe(row, row * 7919L);
      case INT96 -> ((TimeStampMicroTZVector) vector).setSafe(row, row * 7919L);
      case TEXT -> ((VarCharVector) vector).setSafe(row, bytes(row));
      case FIXED -> ((FixedSizeBinaryVector) vector).setSafe(row, bytes(row));
    }
  }

  static byte[] bytes(int row) {
    return "%08d".formatted(row).getBytes(StandardCharsets.US_ASCII);
  }
}
