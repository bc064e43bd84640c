package org.parquetext.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.options.Codec;
import org.parquetext.options.Compression;

class PageCompressorsTest {

  private static final int SLOW_LIMIT = 64 << 10;
  private static final int[] LENGTHS = {
    0,
    1,
    100,
    SLOW_LIMIT,
    Lz4HadoopCompressor.LONGEST_BLOCK - 1,
    Lz4HadoopCompressor.LONGEST_BLOCK,
    Lz4HadoopCompressor.LONGEST_BLOCK + 1,
    (256 << 10) - 1,
    256 << 10,
    (256 << 10) + 1,
    1 << 20,
    3 << 20
  };

  static Stream<Arguments> everyPage() {
    return compressions()
        .flatMap(
            compression ->
                IntStream.of(LENGTHS)
                    .filter(length -> length <= SLOW_LIMIT || !isSlow(compression))
                    .boxed()
                    .flatMap(
                        length ->
                            Stream.of(SamplePages.values())
                                .map(pages -> Arguments.of(compression, pages, length))));
  }

  static Stream<Compression> compressions() {
    return Stream.of(
        Compression.of(Codec.UNCOMPRESSED),
        Compression.of(Codec.SNAPPY),
        new Compression(Codec.GZIP, 1),
        new Compression(Codec.GZIP, 6),
        new Compression(Codec.GZIP, 9),
        new Compression(Codec.ZSTD, -5),
        new Compression(Codec.ZSTD, 0),
        new Compression(Codec.ZSTD, 1),
        new Compression(Codec.ZSTD, 3),
        new Compression(Codec.ZSTD, 9),
        new Compression(Codec.ZSTD, 22),
        Compression.of(Codec.LZ4),
        Compression.of(Codec.LZ4_RAW),
        new Compression(Codec.BROTLI, 0),
        new Compression(Codec.BROTLI, 1),
        new Compression(Codec.BROTLI, 5),
        new Compression(Codec.BROTLI, 11));
  }

  private static boolean isSlow(Compression compression) {
    return compression.codec() == Codec.ZSTD && compression.level() > 19
        || compression.codec() == Codec.BROTLI && compression.level() > 9;
  }

  @ParameterizedTest
  @MethodSource("everyPage")
  void givesPagesThatOthersRead(Compression compression, SamplePages pages, int length)
      throws IOException {
    byte[] page = pages.bytes(length, length);
    assertThat(
            ForeignDecompressor.decompress(
                compression.codec(), compressed(compression, page), length))
        .as("seed %d", length)
        .isEqualTo(page);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "UNCOMPRESSED")
  void makesCompressiblePagesMuchSmaller(Codec codec) {
    byte[] page = SamplePages.COMPRESSIBLE.bytes(1 << 20, 2);
    assertThat(compressed(Compression.of(codec), page)).hasSizeLessThan(page.length / 2);
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "ZSTD", "BROTLI"})
  void makesSmallerPagesAtAHigherLevel(Codec codec) {
    byte[] page = SamplePages.COMPRESSIBLE.bytes(64 << 10, 3);
    byte[] high = compressed(new Compression(codec, codec.maxLevel()), page);
    byte[] low = compressed(new Compression(codec, Math.max(1, codec.minLevel())), page);
    assertThat(high).hasSizeLessThan(low.length);
  }

  @ParameterizedTest
  @MethodSource("compressions")
  void givesTheSameBytesForTheSamePageWhateverCameBefore(Compression compression) {
    byte[] page = SamplePages.COMPRESSIBLE.bytes(20_000, 4);
    byte[] other = SamplePages.RANDOM.bytes(30_000, 5);
    try (PageCompressor compressor = PageCompressors.open(compression)) {
      byte[] first = compressed(compressor, page);
      compressed(compressor, other);
      assertThat(compressed(compressor, page)).isEqualTo(first);
    }
  }

  @ParameterizedTest
  @MethodSource("compressions")
  void staysWithinItsRoom(Compression compression) throws IOException {
    byte[] page = SamplePages.RANDOM.bytes(1_000, 6);
    byte[] src = new byte[page.length + 30];
    System.arraycopy(page, 0, src, 10, page.length);
    try (PageCompressor compressor = PageCompressors.open(compression)) {
      int room = compressor.maxCompressedLength(page.length);
      byte[] out = new byte[room + 50];
      Arrays.fill(out, (byte) 7);
      int length = compressor.compress(src, 10, page.length, out, 20);
      assertThat(Arrays.copyOf(out, 20)).containsOnly(7);
      assertThat(Arrays.copyOfRange(out, 20 + room, out.length)).containsOnly(7);
      byte[] compressed = Arrays.copyOfRange(out, 20, 20 + length);
      assertThat(ForeignDecompressor.decompress(compression.codec(), compressed, page.length))
          .isEqualTo(page);
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesASourceOutsideItsArray(Codec codec) {
    try (PageCompressor compressor = PageCompressors.open(Compression.of(codec))) {
      byte[] out = new byte[1_000];
      assertThatThrownBy(() -> compressor.compress(new byte[10], 1, 10, out, 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> compressor.compress(new byte[10], -1, 10, out, 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> compressor.compress(new byte[10], 0, -1, out, 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesTooLittleRoom(Codec codec) {
    try (PageCompressor compressor = PageCompressors.open(Compression.of(codec))) {
      byte[] out = new byte[compressor.maxCompressedLength(10) + 4];
      assertThatThrownBy(() -> compressor.compress(new byte[10], 0, 10, out, 5))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "UNCOMPRESSED")
  void refusesAPageWhoseResultNoArrayCouldHold(Codec codec) {
    try (PageCompressor compressor = PageCompressors.open(Compression.of(codec))) {
      assertThatThrownBy(() -> compressor.maxCompressedLength(Integer.MAX_VALUE - 16))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(
              "Cannot compress a page of 2147483631 bytes with codec `%s`: ".formatted(codec));
    }
  }

  @ParameterizedTest
  @EnumSource
  void boundsEveryLengthOrRefusesIt(Codec codec) {
    Random random = new Random(7);
    try (PageCompressor compressor = PageCompressors.open(Compression.of(codec))) {
      for (int i = 0; i < 10_000; i++) {
        int length = random.nextInt(Integer.MAX_VALUE);
        assertThat(boundOrLength(compressor, length)).as("seed 7").isGreaterThanOrEqualTo(length);
      }
    }
  }

  private static int boundOrLength(PageCompressor compressor, int length) {
    try {
      return compressor.maxCompressedLength(length);
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageStartingWith("Cannot compress a page of " + length + " bytes");
      return length;
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesANegativeLength(Codec codec) {
    try (PageCompressor compressor = PageCompressors.open(Compression.of(codec))) {
      assertThatThrownBy(() -> compressor.maxCompressedLength(-1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("must not be negative");
    }
  }

  @ParameterizedTest
  @EnumSource
  void closesTwice(Codec codec) {
    PageCompressor compressor = PageCompressors.open(Compression.of(codec));
    compressor.close();
    compressor.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "ZSTD"})
  void failsInsteadOfUsingAFreedContext(Codec codec) {
    PageCompressor compressor = PageCompressors.open(Compression.of(codec));
    compressor.close();
    assertThatThrownBy(() -> compressor.compress(new byte[10], 0, 10, new byte[1_000], 0))
        .isInstanceOf(RuntimeException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9})
  void givesGzipMembersThatTheJdkChecks(int level) throws IOException {
    byte[] page = SamplePages.COMPRESSIBLE.bytes(100_000, 8);
    byte[] compressed = compressed(new Compression(Codec.GZIP, level), page);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed)).readAllBytes())
        .isEqualTo(page);
  }

  @Test
  void hasTheLevelsOfTheZstdLibrary() {
    assertThat(Codec.ZSTD.minLevel()).isEqualTo(Zstd.minCompressionLevel());
    assertThat(Codec.ZSTD.maxLevel()).isEqualTo(Zstd.maxCompressionLevel());
    assertThat(Codec.ZSTD.defaultLevel()).isEqualTo(Zstd.defaultCompressionLevel());
  }

  private static byte[] compressed(Compression compression, byte[] page) {
    try (PageCompressor compressor = PageCompressors.open(compression)) {
      return compressed(compressor, page);
    }
  }

  private static byte[] compressed(PageCompressor compressor, byte[] page) {
    byte[] out = new byte[compressor.maxCompressedLength(page.length)];
    return Arrays.copyOf(out, compressor.compress(page, 0, page.length, out, 0));
  }
}
