package org.parquetext.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChunkBufferTest {

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void holdsEveryAppendedByteInOrder(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] source = new byte[600_000];
    random.nextBytes(source);
    ChunkBuffer buffer = new ChunkBuffer();
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    for (int i = random.nextInt(60); i > 0; i--) {
      int length = random.nextInt(1 << random.nextInt(20));
      int offset = random.nextInt(source.length - length);
      buffer.append(source, offset, length);
      expected.write(source, offset, length);
    }
    assertThat(written(buffer)).as("seed %d", seed).isEqualTo(expected.toByteArray());
    assertThat(buffer.size()).as("seed %d", seed).isEqualTo(expected.size());
  }

  @Test
  void writesNothingWhenEmpty() throws IOException {
    ChunkBuffer buffer = new ChunkBuffer();
    buffer.append(new byte[0], 0, 0);
    assertThat(buffer.size()).isZero();
    assertThat(written(buffer)).isEmpty();
  }

  @Test
  void canBeWrittenTwiceAndAppendedToInBetween() throws IOException {
    ChunkBuffer buffer = new ChunkBuffer();
    buffer.append(new byte[] {1, 2, 3}, 0, 2);
    assertThat(written(buffer)).containsExactly(1, 2);
    buffer.append(new byte[] {1, 2, 3}, 2, 1);
    assertThat(written(buffer)).containsExactly(1, 2, 3);
  }

  private static byte[] written(ChunkBuffer buffer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    buffer.writeTo(out);
    return out.toByteArray();
  }
}
