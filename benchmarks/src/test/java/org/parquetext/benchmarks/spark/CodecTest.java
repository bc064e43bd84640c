package org.parquetext.benchmarks.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CodecTest {

  private final Codec.Converter converter = new Codec.Converter();

  @Test
  void takesALevelOfZstd() {
    assertThat(converter.convert("zstd:3")).isEqualTo(new Codec("zstd", 3)).hasToString("zstd:3");
  }

  @Test
  void leavesTheLevelToTheWriters() {
    assertThat(converter.convert("gzip")).isEqualTo(new Codec("gzip", null)).hasToString("gzip");
  }

  @Test
  void refusesALevelThatNotEveryWriterTakes() {
    assertThatThrownBy(() -> converter.convert("gzip:6")).hasMessageContaining("gzip:6");
  }

  @Test
  void refusesALevelThatIsNoNumber() {
    assertThatThrownBy(() -> converter.convert("zstd:best")).hasMessageContaining("zstd:best");
  }
}
