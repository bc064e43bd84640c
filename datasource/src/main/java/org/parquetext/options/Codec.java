package org.parquetext.options;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A page compression codec. The constants carry the names of the Parquet format's {@code
 * CompressionCodec}.
 *
 * <p>Codecs with levels state their range: a higher level costs more time and gives smaller pages.
 */
public enum Codec {
  UNCOMPRESSED("", Levels.NONE),
  SNAPPY(".snappy", Levels.NONE),
  GZIP(".gz", new Levels(1, 9, 6)),

  /**
   * The range is that of the zstd library: negative levels are its fast modes, 0 stands for its
   * default.
   */
  ZSTD(".zstd", new Levels(-131_072, 22, 3)),

  /**
   * LZ4 in the block framing of Hadoop, as Spark writes it. Deprecated by the Parquet format in
   * favour of {@link #LZ4_RAW}.
   */
  LZ4(".lz4hadoop", Levels.NONE),
  LZ4_RAW(".lz4raw", Levels.NONE),

  /** The default level is that of the codec for Hadoop; 11 takes about a hundred times as long. */
  BROTLI(".br", new Levels(0, 11, 1));

  private final String extension;
  private final Levels levels;

  Codec(String extension, Levels levels) {
    this.extension = extension;
    this.levels = levels;
  }

  /**
   * The codec of a name as users write it, in any case. {@code none} is another name of {@link
   * #UNCOMPRESSED}.
   *
   * @throws IllegalArgumentException for a name that is no codec, or for LZO, which cannot be
   *     written; the message lists the accepted names
   */
  public static Codec parse(String name) {
    String wanted = name.trim().toUpperCase(Locale.ROOT);
    if (wanted.equals("NONE")) {
      return UNCOMPRESSED;
    }
    for (Codec codec : values()) {
      if (codec.name().equals(wanted)) {
        return codec;
      }
    }
    if (wanted.equals("LZO")) {
      throw new IllegalArgumentException(
          "`lzo` cannot be written, since its only implementation is under the GPL and Spark does"
              + " not ship it: choose one of "
              + acceptedNames());
    }
    throw new IllegalArgumentException(
        "`" + name + "` is not a codec: choose one of " + acceptedNames());
  }

  private static String acceptedNames() {
    return Arrays.stream(values())
        .map(Codec::toString)
        .collect(Collectors.joining(", ", "none, ", ""));
  }

  /** What Spark puts between a file's name and {@code .parquet}; empty without compression. */
  public String extension() {
    return extension;
  }

  /** Whether a level can be chosen at all. */
  public boolean hasLevels() {
    return levels != Levels.NONE;
  }

  /** The lowest level; 0 for a codec without levels. */
  public int minLevel() {
    return levels.min;
  }

  /** The highest level; 0 for a codec without levels. */
  public int maxLevel() {
    return levels.max;
  }

  /** The level that holds when none is chosen; 0 for a codec without levels. */
  public int defaultLevel() {
    return levels.standard;
  }

  /** The name as users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  private record Levels(int min, int max, int standard) {
    static final Levels NONE = new Levels(0, 0, 0);
  }
}
