package org.parquetext.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompressionRulesTest {

  @Test
  void givesColumnsTheCommonCodecAndLevel() {
    WriteOptions options = options("compression=zstd", "compressionLevel=9");
    assertThat(options.column("a").compression()).isEqualTo(new Compression(Codec.ZSTD, 9));
  }

  @Test
  void combinesAColumnsLevelWithTheCommonCodec() {
    WriteOptions options = options("compression=zstd", "compressionLevel#a=9");
    assertThat(options.column("a").compression()).isEqualTo(new Compression(Codec.ZSTD, 9));
    assertThat(options.column("b").compression()).isEqualTo(new Compression(Codec.ZSTD, 3));
  }

  @Test
  void combinesAColumnsCodecWithTheCommonLevel() {
    WriteOptions options = options("compression=zstd", "compressionLevel=9", "compression#a=gzip");
    assertThat(options.column("a").compression()).isEqualTo(new Compression(Codec.GZIP, 9));
  }

  @Test
  void sparesColumnsWithoutLevelsTheCommonLevel() {
    WriteOptions options =
        options("compression=zstd", "compressionLevel=9", "compression#a=snappy");
    assertThat(options.column("a").compression()).isEqualTo(Compression.of(Codec.SNAPPY));
  }

  @Test
  void takesALevelWithoutACodecIfSomeColumnUsesIt() {
    WriteOptions options = options("compressionLevel=9", "compression#a=zstd");
    assertThat(options.column("a").compression()).isEqualTo(new Compression(Codec.ZSTD, 9));
    assertThat(options.compression()).isEqualTo(Compression.of(Codec.SNAPPY));
  }

  @Test
  void doesNotCareInWhichOrderCodecAndLevelAreSet() {
    WriteOptions options = options("compressionLevel=19", "compression=zstd");
    assertThat(options.compression()).isEqualTo(new Compression(Codec.ZSTD, 19));
  }

  @ParameterizedTest
  @CsvSource({
    "balanced, ZSTD, 3",
    "MAXCOMPRESSION, ZSTD, 9",
    "fastWrite, SNAPPY, 0",
    "fastRead, SNAPPY, 0",
    "archive, ZSTD, 19"
  })
  void takesCodecAndLevelOfTheProfile(String profile, Codec codec, int level) {
    assertThat(options("profile=" + profile).column("a").compression())
        .isEqualTo(new Compression(codec, level));
  }

  @Test
  void letsAnExplicitCodecWinOverTheProfile() {
    WriteOptions options =
        options("profile=archive", "compression#a=gzip", "compression#b=zstd", "compression#c=lz4");
    assertThat(options.column("a").compression()).isEqualTo(Compression.of(Codec.GZIP));
    assertThat(options.column("b").compression()).isEqualTo(new Compression(Codec.ZSTD, 19));
    assertThat(options.column("c").compression()).isEqualTo(Compression.of(Codec.LZ4));
    assertThat(options("profile=archive", "compression=brotli").compression())
        .isEqualTo(Compression.of(Codec.BROTLI));
    assertThat(options("profile=archive", "compression=zstd").compression())
        .isEqualTo(new Compression(Codec.ZSTD, 19));
  }

  @Test
  void letsAnExplicitLevelWinOverTheProfile() {
    WriteOptions options = options("profile=archive", "compressionLevel=7", "compressionLevel#a=5");
    assertThat(options.compression()).isEqualTo(new Compression(Codec.ZSTD, 7));
    assertThat(options.column("a").compression()).isEqualTo(new Compression(Codec.ZSTD, 5));
  }

  @Test
  void refusesALevelBesideAProfileWithoutLevels() {
    assertThatThrownBy(() -> options("profile=fastWrite", "compressionLevel=7"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("compressionLevel")
        .hasMessageContaining("snappy");
  }

  @Test
  void refusesAnUnknownProfileNamingThoseThereAre() {
    assertThatThrownBy(() -> options("profile=small"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Option `profile`: `small` is not a profile: choose one of balanced, maxCompression,"
                + " fastWrite, fastRead, archive");
  }

  @ParameterizedTest
  @CsvSource({"-131072", "-5", "0", "1", "22"})
  void takesEveryLevelOfZstd(int level) {
    WriteOptions options = options("compression=zstd", "compressionLevel=" + level);
    assertThat(options.compression().level()).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({
    "zstd, 23, -131072, 22",
    "gzip, 0, 1, 9",
    "gzip, 10, 1, 9",
    "brotli, 12, 0, 11",
    "brotli, -1, 0, 11"
  })
  void refusesALevelOutsideTheRangeOfTheCodec(String codec, int level, int min, int max) {
    assertRefused(
        "Option `compressionLevel` must be between %d and %d for codec `%s` but was %d"
            .formatted(min, max, codec, level),
        "compression=" + codec,
        "compressionLevel=" + level);
  }

  @ParameterizedTest
  @CsvSource({"snappy", "none", "lz4", "lz4_raw"})
  void refusesALevelBesideACodecWithoutLevels(String codec) {
    assertThatThrownBy(() -> options("compression=" + codec, "compressionLevel=1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Option `compressionLevel` cannot be set for codec `")
        .hasMessageEndingWith(
            "which has no levels: remove it, or choose one of zstd, gzip, brotli");
  }

  @Test
  void refusesALevelBesideACodecWithoutLevelsEvenIfAColumnCouldUseIt() {
    assertRefused(
        "Option `compressionLevel` cannot be set for codec `snappy`, which has no levels: remove"
            + " it, or choose one of zstd, gzip, brotli",
        "compression=snappy",
        "compressionLevel=1",
        "compression#a=zstd");
  }

  @Test
  void refusesALevelThatNoColumnUses() {
    assertRefused(
        "Option `compressionLevel` cannot be set for codec `snappy`, which has no levels: remove"
            + " it, or choose one of zstd, gzip, brotli",
        "compressionLevel=1",
        "compression#a=zstd",
        "compressionLevel#a=2");
  }

  @Test
  void refusesAColumnsLevelForItsCodecWithoutLevels() {
    assertRefused(
        "Option `compressionLevel#a.b` cannot be set for codec `snappy`, which has no levels:"
            + " remove it, or choose one of zstd, gzip, brotli",
        "compressionLevel#a.b=1");
  }

  @Test
  void refusesACommonLevelThatAColumnsCodecLacks() {
    assertRefused(
        "Option `compressionLevel` must be between 1 and 9 for codec `gzip` but was 19: set"
            + " `compressionLevel#a` for that column",
        "compression=zstd",
        "compressionLevel=19",
        "compression#a=gzip");
  }

  private static WriteOptions options(String... settings) {
    WriteOptions.Builder builder = WriteOptions.builder();
    for (String setting : settings) {
      String[] keyAndValue = setting.split("=", 2);
      builder.set(keyAndValue[0], keyAndValue[1]);
    }
    return builder.build();
  }

  private static void assertRefused(String message, String... settings) {
    assertThatThrownBy(() -> options(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
