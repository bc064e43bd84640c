package org.parquetext.options;

import java.util.Map;

/**
 * Brings codecs and levels together once both are known.
 *
 * <p>A column takes its own codec and level, else those of the whole write. A level of the whole
 * write reaches only columns whose codec has levels; a level that was set beside a codec without
 * levels, or that reaches nothing, is refused.
 */
final class CompressionRules {

  private static final String LEVEL_KEY = WriteOption.COMPRESSION_LEVEL.key();

  private final OptionValues common;
  private final Integer commonLevel;
  private final Codec commonCodec;
  private final Compression standard;

  /**
   * Rules of one write.
   *
   * @param common what is set for the whole write
   * @param standard the codec that holds when none is set, and the level that its columns have when
   *     none is set
   */
  CompressionRules(OptionValues common, Compression standard) {
    this.common = common;
    this.standard = standard;
    this.commonLevel = level(common);
    this.commonCodec = common.has(WriteOption.COMPRESSION) ? codecOf(common) : standard.codec();
  }

  /**
   * The compression of columns for which nothing of their own is set.
   *
   * @throws IllegalArgumentException if the level of the whole write cannot be honoured
   */
  Compression common(Map<String, OptionValues> columns) {
    if (commonLevel == null) {
      return atStandardLevel(commonCodec);
    }
    if (commonCodec.hasLevels()) {
      return compression(LEVEL_KEY, commonCodec, commonLevel, "");
    }
    if (common.has(WriteOption.COMPRESSION)
        || columns.values().stream().noneMatch(this::takesCommonLevel)) {
      throw noLevels(LEVEL_KEY, commonCodec);
    }
    return Compression.of(commonCodec);
  }

  /**
   * The compression of a column with settings of its own.
   *
   * @throws IllegalArgumentException if its codec does not have its level
   */
  Compression column(String path, OptionValues settings) {
    Codec codec = codec(settings);
    Integer level = level(settings);
    if (level != null) {
      String key = LEVEL_KEY + "#" + path;
      if (!codec.hasLevels()) {
        throw noLevels(key, codec);
      }
      return compression(key, codec, level, "");
    }
    if (takesCommonLevel(settings)) {
      String remedy = ": set `%s#%s` for that column".formatted(LEVEL_KEY, path);
      return compression(LEVEL_KEY, codec, commonLevel, remedy);
    }
    return atStandardLevel(codec);
  }

  private Compression atStandardLevel(Codec codec) {
    return codec == standard.codec() ? standard : Compression.of(codec);
  }

  private Codec codec(OptionValues settings) {
    return settings.has(WriteOption.COMPRESSION) ? codecOf(settings) : commonCodec;
  }

  private static Codec codecOf(OptionValues settings) {
    return settings.get(WriteOption.COMPRESSION);
  }

  private static Integer level(OptionValues settings) {
    Long level = settings.get(WriteOption.COMPRESSION_LEVEL);
    return level == null ? null : Math.toIntExact(level);
  }

  private boolean takesCommonLevel(OptionValues settings) {
    return commonLevel != null
        && !settings.has(WriteOption.COMPRESSION_LEVEL)
        && codec(settings).hasLevels();
  }

  private static Compression compression(String key, Codec codec, int level, String remedy) {
    if (level < codec.minLevel() || level > codec.maxLevel()) {
      throw new IllegalArgumentException(
          "Option `%s` must be between %d and %d for codec `%s` but was %d%s"
              .formatted(key, codec.minLevel(), codec.maxLevel(), codec, level, remedy));
    }
    return new Compression(codec, level);
  }

  private static IllegalArgumentException noLevels(String key, Codec codec) {
    return new IllegalArgumentException(
        "Option `%s` cannot be set for codec `%s`, which has no levels: remove it, or choose one of"
                .formatted(key, codec)
            + " zstd, gzip, brotli");
  }
}
