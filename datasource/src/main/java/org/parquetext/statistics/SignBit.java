package org.parquetext.statistics;

import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/** The bit whose flipping turns the order of unsigned integers into that of signed ones. */
final class SignBit {

  private SignBit() {}

  /** What INT32 values of this type are flipped by to be compared as signed ints. */
  static int ofInts(PrimitiveType type) {
    return isUnsigned(type) ? Integer.MIN_VALUE : 0;
  }

  /** What INT64 values of this type are flipped by to be compared as signed longs. */
  static long ofLongs(PrimitiveType type) {
    return isUnsigned(type) ? Long.MIN_VALUE : 0;
  }

  private static boolean isUnsigned(PrimitiveType type) {
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    return annotation instanceof IntLogicalTypeAnnotation
        && !((IntLogicalTypeAnnotation) annotation).isSigned();
  }
}
