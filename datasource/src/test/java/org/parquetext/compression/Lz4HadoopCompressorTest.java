package org.parquetext.compression;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jpountz.lz4.LZ4Factory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Lz4HadoopCompressorTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 261_100, 261_101, 600_000})
  void putsOneBlockIntoEveryFrame(int length) {
    byte[] page = SamplePages.COMPRESSIBLE.bytes(length, 1);
    byte[] out;
    int compressedLength;
    try (Lz4HadoopCompressor compressor = new Lz4HadoopCompressor()) {
      out = new byte[compressor.maxCompressedLength(length)];
      compressedLength = compressor.compress(page, 0, length, out, 0);
    }

    List<byte[]> blocks = blocks(ByteBuffer.wrap(out, 0, compressedLength));

    assertThat(blocks).hasSize(Math.max(1, (length + 261_099) / 261_100));
    assertThat(blocks).allMatch(block -> block.length <= Lz4HadoopCompressor.LONGEST_BLOCK);
    ByteBuffer joined = ByteBuffer.allocate(length);
    blocks.forEach(joined::put);
    assertThat(joined.array()).isEqualTo(page);
  }

  /** Reads frames as the format of one block per frame is understood outside Hadoop. */
  private static List<byte[]> blocks(ByteBuffer frames) {
    List<byte[]> blocks = new ArrayList<>();
    while (frames.hasRemaining()) {
      byte[] block = new byte[frames.getInt()];
      byte[] compressed = new byte[frames.getInt()];
      frames.get(compressed);
      int length = LZ4Factory.safeInstance().safeDecompressor().decompress(compressed, block);
      assertThat(length).isEqualTo(block.length);
      blocks.add(block);
    }
    return blocks;
  }
}
