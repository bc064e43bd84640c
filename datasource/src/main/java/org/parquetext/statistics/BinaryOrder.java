package org.parquetext.statistics;

import java.util.Arrays;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * The orders of byte strings in parquet-java ({@code PrimitiveComparator}). Each has a function of
 * {@link BinaryKey} that maps a byte string to a long: of two different keys the smaller one
 * belongs to the smaller value, and equal keys leave it to {@link #compareTied}.
 */
enum BinaryOrder {

  /** Byte by byte, unsigned; a prefix before what it begins. Key: {@link BinaryKey#unsigned}. */
  UNSIGNED {
    @Override
    int compareTied(byte[] a, int startA, int lengthA, byte[] b, int startB, int lengthB) {
      return Arrays.compareUnsigned(a, startA, startA + lengthA, b, startB, startB + lengthB);
    }
  },

  /** Equally long byte strings as big-endian signed numbers. Key: {@link BinaryKey#signed}. */
  SIGNED {
    @Override
    int compareTied(byte[] a, int startA, int lengthA, byte[] b, int startB, int lengthB) {
      return UNSIGNED.compareTied(a, startA, lengthA, b, startB, lengthB);
    }
  },

  /** Big-endian signed numbers of any length. Key: {@link BinaryKey#number}. */
  NUMBER {
    @Override
    int compareTied(byte[] a, int startA, int lengthA, byte[] b, int startB, int lengthB) {
      if (lengthA < lengthB) {
        return -compareTied(b, startB, lengthB, a, startA, lengthA);
      }
      int sign = lengthB == 0 ? 0 : b[startB] >> 7;
      int padding = lengthA - lengthB;
      for (int i = startA; i < startA + padding; i++) {
        if (a[i] != sign) {
          return sign == 0 ? 1 : -1;
        }
      }
      return UNSIGNED.compareTied(a, startA + padding, lengthB, b, startB, lengthB);
    }
  },

  /** Little-endian 16-bit floats, every NaN equal and last. Key: {@link BinaryKey#float16}. */
  FLOAT16 {
    @Override
    int compareTied(byte[] a, int startA, int lengthA, byte[] b, int startB, int lengthB) {
      return 0;
    }
  };

  /** The order of a BINARY, FIXED_LEN_BYTE_ARRAY or INT96 type. */
  static BinaryOrder of(PrimitiveType type) {
    if (type.getPrimitiveTypeName() == PrimitiveTypeName.INT96) {
      return SIGNED;
    }
    if (type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation) {
      return NUMBER;
    }
    if (type.getLogicalTypeAnnotation() instanceof Float16LogicalTypeAnnotation) {
      return FLOAT16;
    }
    return UNSIGNED;
  }

  /** Compares two byte strings that have the same key. */
  abstract int compareTied(byte[] a, int startA, int lengthA, byte[] b, int startB, int lengthB);
}
