package org.parquetext.pipeline;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.VariableWidthFieldVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.parquet.io.api.Binary;
import org.parquetext.pipeline.ColumnKind.Bits;

/** Every Arrow type that can be written, decimals in every physical form. */
final class ColumnKinds {

  private static final long MILLIS_PER_DAY = 86_400_000L;

  private ColumnKinds() {}

  static List<ColumnKind> all() {
    List<ColumnKind> kinds = new ArrayList<>();
    kinds.addAll(integers());
    kinds.addAll(floats());
    kinds.addAll(decimals());
    kinds.addAll(datesAndTimes());
    kinds.addAll(timestamps());
    kinds.addAll(byteArrays());
    return kinds;
  }

  static ColumnKind named(String name) {
    return all().stream().filter(kind -> kind.toString().equals(name)).findFirst().orElseThrow();
  }

  private static List<ColumnKind> integers() {
    return List.of(
        new ColumnKind("bool", new ArrowType.Bool(), ColumnKinds::putBit),
        ColumnKind.fixed("int8", new ArrowType.Int(8, true), 1, bits(8), v -> (int) (byte) v),
        ColumnKind.fixed("int16", new ArrowType.Int(16, true), 2, bits(16), v -> (int) (short) v),
        ColumnKind.fixed("int32", new ArrowType.Int(32, true), 4, bits(32), v -> (int) v),
        ColumnKind.fixed("int64", new ArrowType.Int(64, true), 8, bits(64), v -> v),
        ColumnKind.fixed("uint8", new ArrowType.Int(8, false), 1, bits(8), v -> (int) (v & 0xFF)),
        ColumnKind.fixed(
            "uint16", new ArrowType.Int(16, false), 2, bits(16), v -> (int) (v & 0xFFFF)),
        ColumnKind.fixed("uint32", new ArrowType.Int(32, false), 4, bits(32), v -> (int) v),
        ColumnKind.fixed("uint64", new ArrowType.Int(64, false), 8, bits(64), v -> v));
  }

  private static List<ColumnKind> floats() {
    return List.of(
        ColumnKind.fixed(
            "float16",
            new ArrowType.FloatingPoint(FloatingPointPrecision.HALF),
            2,
            bits(16),
            v -> Binary.fromConstantByteArray(new byte[] {(byte) v, (byte) (v >>> 8)})),
        ColumnKind.fixed(
            "float32",
            new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE),
            4,
            random -> Float.floatToRawIntBits(random.nextInt(50) - 25),
            v -> Float.intBitsToFloat((int) v)),
        ColumnKind.fixed(
            "float64",
            new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE),
            8,
            random -> SPECIAL[random.nextInt(SPECIAL.length)],
            v -> Double.longBitsToDouble(v)));
  }

  /** The bits of numbers and of NaNs: the usual one, a signalling one, a negative one. */
  private static final long[] SPECIAL = {
    Double.doubleToRawLongBits(0.0),
    Double.doubleToRawLongBits(-0.0),
    Double.doubleToRawLongBits(1.5),
    Double.doubleToRawLongBits(Double.POSITIVE_INFINITY),
    Double.doubleToRawLongBits(Double.MIN_VALUE),
    Double.doubleToRawLongBits(-Double.MAX_VALUE),
    Double.doubleToRawLongBits(Double.NaN),
    0x7FF0_0000_0000_0001L,
    0xFFF8_0000_0000_0000L
  };

  private static List<ColumnKind> decimals() {
    List<ColumnKind> kinds = new ArrayList<>();
    for (int precision : new int[] {1, 9, 10, 18, 19, 38}) {
      ArrowType type = new ArrowType.Decimal(precision, precision / 2, 128);
      kinds.add(new ColumnKind("decimal128(" + precision + ")", type, decimal(precision)));
    }
    for (int precision : new int[] {5, 18, 38, 39, 76}) {
      ArrowType type = new ArrowType.Decimal(precision, precision / 2, 256);
      kinds.add(new ColumnKind("decimal256(" + precision + ")", type, decimal(precision)));
    }
    return kinds;
  }

  private static List<ColumnKind> datesAndTimes() {
    return List.of(
        ColumnKind.fixed("date day", new ArrowType.Date(DateUnit.DAY), 4, bits(32), v -> (int) v),
        ColumnKind.fixed(
            "date milli",
            new ArrowType.Date(DateUnit.MILLISECOND),
            8,
            random -> random.nextInt() * MILLIS_PER_DAY + random.nextInt((int) MILLIS_PER_DAY),
            v -> (int) Math.floorDiv(v, MILLIS_PER_DAY)),
        time(TimeUnit.SECOND, 32, 86_400, v -> (int) v * 1000),
        time(TimeUnit.MILLISECOND, 32, 86_400_000, v -> (int) v),
        time(TimeUnit.MICROSECOND, 64, 1 << 30, v -> v),
        time(TimeUnit.NANOSECOND, 64, 1 << 30, v -> v));
  }

  private static ColumnKind time(TimeUnit unit, int width, int end, ColumnKind.Seen seen) {
    return ColumnKind.fixed(
        "time " + unit,
        new ArrowType.Time(unit, width),
        width / 8,
        random -> random.nextInt(random.nextBoolean() ? end : 5),
        seen);
  }

  private static List<ColumnKind> timestamps() {
    List<ColumnKind> kinds = new ArrayList<>();
    for (TimeUnit unit : TimeUnit.values()) {
      // Seconds become milliseconds, so they must not use all 64 bits.
      Bits bits = unit == TimeUnit.SECOND ? random -> random.nextInt() * 1000L : bits(64);
      long factor = unit == TimeUnit.SECOND ? 1000 : 1;
      for (String zone : new String[] {null, "UTC", "Asia/Tokyo"}) {
        ArrowType type = new ArrowType.Timestamp(unit, zone);
        kinds.add(
            ColumnKind.fixed("timestamp " + unit + " " + zone, type, 8, bits, v -> v * factor));
      }
      ArrowType duration = new ArrowType.Duration(unit);
      kinds.add(ColumnKind.fixed("duration " + unit, duration, 8, bits(64), v -> v));
    }
    return kinds;
  }

  private static List<ColumnKind> byteArrays() {
    return List.of(
        new ColumnKind("utf8", new ArrowType.Utf8(), ColumnKinds::putBytes),
        new ColumnKind("large utf8", new ArrowType.LargeUtf8(), ColumnKinds::putBytes),
        new ColumnKind("utf8 view", new ArrowType.Utf8View(), ColumnKinds::putBytes),
        new ColumnKind("binary", new ArrowType.Binary(), ColumnKinds::putBytes),
        new ColumnKind("large binary", new ArrowType.LargeBinary(), ColumnKinds::putBytes),
        new ColumnKind("binary view", new ArrowType.BinaryView(), ColumnKinds::putBytes),
        new ColumnKind("fixed 1", new ArrowType.FixedSizeBinary(1), ColumnKinds::putFixed),
        new ColumnKind("fixed 16", new ArrowType.FixedSizeBinary(16), ColumnKinds::putFixed));
  }

  /** Few distinct values, any value, or an extreme one, each in one of three. */
  private static Bits bits(int width) {
    long greatest = -1L >>> (65 - width);
    return random -> {
      switch (random.nextInt(3)) {
        case 0:
          return random.nextInt(10);
        case 1:
          return random.nextLong();
        default:
          return random.nextBoolean() ? greatest : ~greatest;
      }
    };
  }

  private static Object putBit(FieldVector vector, int row, Random random) {
    boolean bit = random.nextInt(4) == 0;
    ((BitVector) vector).set(row, bit ? 1 : 0);
    return bit;
  }

  private static ColumnKind.RandomValue decimal(int precision) {
    BigInteger greatest = BigInteger.TEN.pow(precision).subtract(BigInteger.ONE);
    return (vector, row, random) -> {
      BigInteger any = new BigInteger(precision * 3, random).mod(greatest);
      BigInteger magnitude = random.nextInt(5) == 0 ? greatest : any;
      BigInteger unscaled = random.nextBoolean() ? magnitude : magnitude.negate();
      BigDecimal value = new BigDecimal(unscaled, precision / 2);
      if (vector instanceof DecimalVector) {
        ((DecimalVector) vector).set(row, value);
      } else {
        ((Decimal256Vector) vector).set(row, value);
      }
      return seen(unscaled, precision);
    };
  }

  private static Object seen(BigInteger unscaled, int precision) {
    if (precision <= 9) {
      return unscaled.intValueExact();
    }
    if (precision <= 18) {
      return unscaled.longValueExact();
    }
    int width = BigInteger.TEN.pow(precision).bitLength() / 8 + 1;
    byte[] bytes = new byte[width];
    Arrays.fill(bytes, (byte) (unscaled.signum() < 0 ? -1 : 0));
    byte[] shortest = unscaled.toByteArray();
    System.arraycopy(shortest, 0, bytes, width - shortest.length, shortest.length);
    return Binary.fromConstantByteArray(bytes);
  }

  private static byte[] randomBytes(Random random) {
    if (random.nextBoolean()) {
      return ("value " + random.nextInt(20)).getBytes(StandardCharsets.UTF_8);
    }
    byte[] bytes = new byte[random.nextInt(random.nextInt(8) == 0 ? 300 : 20)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static Object putBytes(FieldVector vector, int row, Random random) {
    byte[] bytes = randomBytes(random);
    ((VariableWidthFieldVector) vector).setSafe(row, bytes);
    return Binary.fromConstantByteArray(bytes);
  }

  private static Object putFixed(FieldVector vector, int row, Random random) {
    byte[] bytes = new byte[((FixedSizeBinaryVector) vector).getByteWidth()];
    if (random.nextBoolean()) {
      random.nextBytes(bytes);
    }
    ((FixedSizeBinaryVector) vector).set(row, bytes);
    return Binary.fromConstantByteArray(bytes);
  }
}
