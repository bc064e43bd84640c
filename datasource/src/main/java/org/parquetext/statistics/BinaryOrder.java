package org.parquetext.statistics;

import java.util.Arrays;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.parquetext.buffer.LittleEndian;

/**
 * The orders of byte strings in parquet-java ({@code PrimitiveComparator}). Each has a function of
 * {@link BinaryKey} that maps a byte string to a long: of two different keys the smaller one
 * belongs to the smaller value, and equal keys leave it to {@link #compareTied}.
 */
enum BinaryOrder {
  /** Byte by byte, unsigned; a prefix before what it begins. Key: {@link BinaryKey#unsigned}. */
  UNSIGNED,

  /** Big-endian signed numbers of any length. Key: {@link BinaryKey#number}. */
  NUMBER,

  /** Little-endian 16-bit floats, every NaN equal and last. Key: {@link BinaryKey#float16}. */
  FLOAT16;

  /** The order of a BINARY or FIXED_LEN_BYTE_ARRAY type. */
  static BinaryOrder of(PrimitiveType type) {
    if (type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation) {
      return NUMBER;
    }
    if (type.getLogicalTypeAnnotation() instanceof Float16LogicalTypeAnnotation) {
      return FLOAT16;
    }
    return UNSIGNED;
  }

  /** Compares two byte strings that have the same key. */
  int compareTied(byte[] a, int startA, int lengthA, byte[] b, int startB, int lengthB) {
    return switch (this) {
      case UNSIGNED -> compareFollowingBytes(a, startA, lengthA, b, startB, lengthB);
      case NUMBER -> compareNumbers(a, startA, lengthA, b, startB, lengthB);
      case FLOAT16 -> 0;
    };
  }

  /** Compares by unsigned bytes those that are behind the key. */
  private static int compareFollowingBytes(
      byte[] a, int startA, int lengthA, byte[] b, int startB, int lengthB) {
    int common = Math.min(lengthA, lengthB);
    for (int i = Long.BYTES; i < common; i += Long.BYTES) {
      // The last word begins early rather than end late: what it repeats is equal.
      int offset = Math.min(i, common - Long.BYTES);
      long wordA = LittleEndian.getLong(a, startA + offset);
      long wordB = LittleEndian.getLong(b, startB + offset);
      if (wordA != wordB) {
        return Long.compareUnsigned(Long.reverseBytes(wordA), Long.reverseBytes(wordB));
      }
    }
    return lengthA - lengthB;
  }

  private static int compareNumbers(
      byte[] a, int startA, int lengthA, byte[] b, int startB, int lengthB) {
    if (lengthA < lengthB) {
      return -compareNumbers(b, startB, lengthB, a, startA, lengthA);
    }
    int sign = lengthB == 0 ? 0 : b[startB] >> 7;
    int padding = lengthA - lengthB;
    for (int i = startA; i < startA + padding; i++) {
      if (a[i] != sign) {
        return sign == 0 ? 1 : -1;
      }
    }
    return Arrays.compareUnsigned(
        a, startA + padding, startA + lengthA, b, startB, startB + lengthB);
  }
}
