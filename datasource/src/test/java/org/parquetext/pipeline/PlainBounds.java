package org.parquetext.pipeline;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.parquetext.statistics.BytesBounds;
import org.parquetext.statistics.ColumnBounds;
import org.parquetext.statistics.DoubleBounds;
import org.parquetext.statistics.LongBounds;

/** The bounds of values as a reader sees them, found by comparing them one by one. */
final class PlainBounds {

  private PlainBounds() {}

  /** Bounds of the values that are not null; empty if there are none or their type has none. */
  static Optional<ColumnBounds> of(PrimitiveType type, List<Object> values) {
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    boolean unsigned =
        annotation instanceof IntLogicalTypeAnnotation integer && !integer.isSigned();
    return switch (type.getPrimitiveTypeName()) {
      case INT32 ->
          of(
              values,
              value -> unsigned ? Integer.toUnsignedLong((int) value) : (long) (int) value,
              Comparator.naturalOrder(),
              LongBounds::new);
      case INT64 -> unsigned ? Optional.empty() : longs(annotation, values);
      case FLOAT -> of(values, value -> (double) (float) value, Double::compare, DoubleBounds::new);
      case DOUBLE -> of(values, value -> (double) value, Double::compare, DoubleBounds::new);
      case BINARY, FIXED_LEN_BYTE_ARRAY -> bytes(annotation, values);
      default -> Optional.empty();
    };
  }

  private static Optional<ColumnBounds> longs(
      LogicalTypeAnnotation annotation, List<Object> values) {
    Optional<ColumnBounds> bounds =
        of(values, value -> (long) value, Comparator.naturalOrder(), LongBounds::new);
    if (!(annotation instanceof TimestampLogicalTypeAnnotation timestamp)) {
      return bounds;
    }
    return switch (timestamp.getUnit()) {
      case MICROS -> bounds;
      case NANOS -> Optional.empty();
      case MILLIS ->
          bounds.flatMap(
              millis -> {
                BigInteger min = micros(((LongBounds) millis).min());
                BigInteger max = micros(((LongBounds) millis).max());
                return min.bitLength() > 63 || max.bitLength() > 63
                    ? Optional.empty()
                    : Optional.of(new LongBounds(min.longValue(), max.longValue()));
              });
    };
  }

  private static BigInteger micros(long millis) {
    return BigInteger.valueOf(millis).multiply(BigInteger.valueOf(1000));
  }

  private static Optional<ColumnBounds> bytes(
      LogicalTypeAnnotation annotation, List<Object> values) {
    if (annotation instanceof Float16LogicalTypeAnnotation) {
      return Optional.empty();
    }
    boolean numbers = annotation instanceof DecimalLogicalTypeAnnotation;
    BytesBounds.Order order = numbers ? BytesBounds.Order.NUMBER : BytesBounds.Order.UNSIGNED;
    Comparator<byte[]> comparator =
        numbers ? Comparator.comparing(BigInteger::new) : Arrays::compareUnsigned;
    return of(
        values,
        value -> ((Binary) value).getBytes(),
        comparator,
        (min, max) -> BytesBounds.of(order, min, max));
  }

  private static <T> Optional<ColumnBounds> of(
      List<Object> values,
      Function<Object, T> value,
      Comparator<? super T> order,
      BiFunction<T, T, ColumnBounds> bounds) {
    List<T> present = values.stream().filter(Objects::nonNull).map(value).toList();
    return present.isEmpty()
        ? Optional.empty()
        : Optional.of(
            bounds.apply(
                present.stream().min(order).orElseThrow(),
                present.stream().max(order).orElseThrow()));
  }
}
