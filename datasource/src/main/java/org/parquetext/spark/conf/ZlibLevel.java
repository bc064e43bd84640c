package org.parquetext.spark.conf;

import java.util.List;
import java.util.Optional;
import org.parquetext.options.WriteOption;

/**
 * The level of gzip as Hadoop's codec names it, which the built-in writer obeys: that of {@code
 * org.apache.hadoop.io.compress.zlib.ZlibCompressor.CompressionLevel}.
 */
final class ZlibLevel {

  static final String KEY = "zlib.compress.level";

  private static final String DEFAULT = "DEFAULT_COMPRESSION";

  /** From level 1 on; gzip without compression is not written. */
  private static final List<String> NAMES =
      List.of(
          "BEST_SPEED",
          "TWO",
          "THREE",
          "FOUR",
          "FIVE",
          "SIX",
          "SEVEN",
          "EIGHT",
          "BEST_COMPRESSION");

  private ZlibLevel() {}

  /**
   * What is set, with the level as a number; empty if nothing is, the default is, or a level of our
   * own is set in the same place or a stronger one.
   *
   * @throws IllegalArgumentException if it is no name of a level
   */
  static Optional<Setting> of(Settings settings) {
    return settings
        .builtIn(KEY)
        .filter(set -> !set.value().trim().equals(DEFAULT))
        .filter(set -> !hasOwnLevel(settings, set.place()))
        .map(set -> new Setting(set.key(), String.valueOf(level(set)), set.place()));
  }

  private static boolean hasOwnLevel(Settings settings, Place weakest) {
    return settings
        .option(WriteOption.COMPRESSION_LEVEL.key())
        .filter(own -> own.place().compareTo(weakest) <= 0)
        .isPresent();
  }

  private static int level(Setting set) {
    int level = 1 + NAMES.indexOf(set.value().trim());
    if (level < 1) {
      throw new IllegalArgumentException(
          "Cannot honour `%s` = `%s`, set in %s: it is none of %s and %s."
              .formatted(KEY, set.value(), set.place(), String.join(", ", NAMES), DEFAULT));
    }
    return level;
  }
}
