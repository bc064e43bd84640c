package org.parquetext.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CompressionTest {

  @Test
  void takesTheDefaultLevelOfItsCodec() {
    assertThat(Compression.of(Codec.ZSTD)).isEqualTo(new Compression(Codec.ZSTD, 3));
    assertThat(Compression.of(Codec.SNAPPY)).isEqualTo(new Compression(Codec.SNAPPY, 0));
  }

  @Test
  void differsByCodecAndByLevel() {
    assertThat(new Compression(Codec.ZSTD, 4))
        .isNotEqualTo(new Compression(Codec.ZSTD, 5))
        .isNotEqualTo(new Compression(Codec.GZIP, 4))
        .hasSameHashCodeAs(new Compression(Codec.ZSTD, 4));
  }

  @Test
  void showsALevelOnlyWhereThereIsOne() {
    assertThat(new Compression(Codec.ZSTD, -2)).hasToString("zstd -2");
    assertThat(Compression.of(Codec.LZ4_RAW)).hasToString("lz4_raw");
  }

  @Test
  void refusesALevelThatItsCodecDoesNotHave() {
    assertThatThrownBy(() -> new Compression(Codec.GZIP, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Level of codec `gzip` must be between 1 and 9 but was 10");
    assertThatThrownBy(() -> new Compression(Codec.SNAPPY, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Codec `snappy` has no levels: use 0 instead of 1");
  }
}
