package org.parquetext.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CodecTest {

  @ParameterizedTest
  @CsvSource({
    "none, UNCOMPRESSED",
    "uncompressed, UNCOMPRESSED",
    "Snappy, SNAPPY",
    "GZIP, GZIP",
    "' zstd ', ZSTD",
    "lz4, LZ4",
    "lz4_raw, LZ4_RAW",
    "brotli, BROTLI"
  })
  void isFoundByNameInAnyCase(String name, Codec codec) {
    assertThat(Codec.parse(name)).isEqualTo(codec);
  }

  @Test
  void listsTheCodecsWhenANameIsUnknown() {
    assertThatThrownBy(() -> Codec.parse("zip"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "`zip` is not a codec: choose one of"
                + " none, uncompressed, snappy, gzip, zstd, lz4, lz4_raw, brotli");
  }

  @Test
  void refusesLzoWithTheReason() {
    assertThatThrownBy(() -> Codec.parse("LZO"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("GPL")
        .hasMessageContaining("choose one of");
  }

  @ParameterizedTest
  @EnumSource
  void hasTheExtensionOfParquetJava(Codec codec) {
    assertThat(codec.extension())
        .isEqualTo(CompressionCodecName.valueOf(codec.name()).getExtension());
  }

  @ParameterizedTest
  @EnumSource
  void hasItsDefaultLevelWithinItsRange(Codec codec) {
    assertThat(codec.defaultLevel()).isBetween(codec.minLevel(), codec.maxLevel());
    assertThat(codec.hasLevels()).isEqualTo(codec.minLevel() < codec.maxLevel());
  }
}
