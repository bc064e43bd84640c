package org.parquetext.benchmarks.table;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The columns of {@link SyntheticTable#volume}: cheap to make, and of known size. Values are hashes
 * of the number of the row but for the first; most columns have about as many values as rows.
 */
public enum VolumeColumn {
  ID("id", Long.BYTES),
  KEY("xxhash64(id)", Long.BYTES),
  /** A hundred values. */
  BUCKET("pmod(xxhash64(id, 1), 100)", Long.BYTES),
  COUNT("hash(id)", Integer.BYTES),
  FLAG("xxhash64(id, 2) > 0", Byte.BYTES),
  /** Every second one is null and takes nothing. */
  SCORE("if(pmod(id, 2) = 0, null, cast(xxhash64(id, 3) as double) / 1e9D)", Double.BYTES / 2),
  /** Ten years of values. */
  DAY("date_add(date'2000-01-01', pmod(hash(id, 4), 3653))", Integer.BYTES),
  INSTANT("timestamp_micros(1600000000000000 + id * 1000)", Long.BYTES),
  /** A thousand values of eight characters. */
  CITY("concat('city ', lpad(string(pmod(hash(id, 5), 1000)), 3, '0'))", 8),
  CODE("md5(cast(string(id) as binary))", 32),
  DIGEST("sha2(cast(string(id) as binary), 512)", 128),
  NUMBERS("array(hash(id, 6), hash(id, 7), hash(id, 8), hash(id, 9))", 4 * Integer.BYTES);

  private final String expression;
  private final int bytes;

  VolumeColumn(String expression, int bytes) {
    this.expression = expression;
    this.bytes = bytes;
  }

  /** All of them, in Spark's SQL, of a row's {@code id}. */
  static List<String> columns() {
    return Arrays.stream(values())
        .map(column -> column.expression + " as " + column.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  /** What the values of a row take, on average of every two rows. */
  public static int bytesPerRow() {
    return Arrays.stream(values()).mapToInt(column -> column.bytes).sum();
  }
}
