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
  void holdsEveryAppendedByteInOrderAndNoneThatWasInItsSegments(long seed) throws IOException {
    Random random = new Random(seed);
    LentSegments segments = new LentSegments(random);
    ChunkBuffer buffer = new ChunkBuffer(segments);
    for (int round = 0; round < 3; round++) {
      byte[] expected = appendRandomly(buffer, random);

      assertThat(buffer.newInputStream().readAllBytes()).as("seed %d", seed).isEqualTo(expected);
      assertThat(buffer.size()).as("seed %d", seed).isEqualTo(expected.length);
      assertThat(buffer.allocatedBytes()).as("seed %d", seed).isEqualTo(segments.lentBytes());
      assertThat(written(buffer)).as("seed %d", seed).isEqualTo(expected);
      assertThat(segments.lentBytes()).as("seed %d", seed).isZero();
    }
  }

  private static byte[] appendRandomly(ChunkBuffer buffer, Random random) {
    byte[] source = new byte[600_000];
    random.nextBytes(source);
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    for (int i = random.nextInt(60); i > 0; i--) {
      int length = random.nextInt(1 << random.nextInt(20));
      int offset = random.nextInt(source.length - length);
      buffer.append(source, offset, length);
      expected.write(source, offset, length);
    }
    return expected.toByteArray();
  }

  @Test
  void givesEachSegmentBackOnceAndIsEmptyThen() throws IOException {
    LentSegments segments = new LentSegments(new Random(1));
    ChunkBuffer buffer = new ChunkBuffer(segments);
    buffer.append(new byte[600_000], 0, 600_000);
    assertThat(segments.lentBytes()).isGreaterThanOrEqualTo(600_000);

    buffer.release();
    buffer.release();
    assertThat(segments.lentBytes()).isZero();
    assertThat(buffer.size()).isZero();
    assertThat(buffer.allocatedBytes()).isZero();
    assertThat(written(buffer)).isEmpty();
  }

  @Test
  void takesNoMoreThanTwiceWhatItHolds() {
    LentSegments segments = new LentSegments(new Random(1));
    ChunkBuffer buffer = new ChunkBuffer(segments);
    byte[] bytes = new byte[1 << 20];
    for (int length = 1; length < bytes.length; length *= 3) {
      buffer.append(bytes, 0, length);
      assertThat(buffer.allocatedBytes())
          .isLessThanOrEqualTo(2 * buffer.size() + Segments.MIN_BYTES);
    }
  }

  @Test
  void writesNothingWhenEmpty() throws IOException {
    ChunkBuffer buffer = new ChunkBuffer(Segments.UNPOOLED);
    buffer.append(new byte[0], 0, 0);
    assertThat(buffer.size()).isZero();
    assertThat(buffer.allocatedBytes()).isZero();
    assertThat(written(buffer)).isEmpty();
  }

  @Test
  void eachWriteGivesItsBytesAndTheirMemoryUp() throws IOException {
    LentSegments segments = new LentSegments(new Random(1));
    ChunkBuffer buffer = new ChunkBuffer(segments);
    buffer.append(new byte[600_000], 0, 600_000);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int before = -1; out.size() < 600_000; ) {
      assertThat(out.size()).isGreaterThan(before);
      before = out.size();
      buffer.writeFirst(out);
      assertThat(buffer.size()).isEqualTo(600_000 - out.size());
      assertThat(buffer.allocatedBytes()).isEqualTo(segments.lentBytes());
    }
    assertThat(buffer.allocatedBytes()).isZero();
  }

  @Test
  void aBufferThatWasWrittenCanBeAppendedTo() throws IOException {
    ChunkBuffer buffer = new ChunkBuffer(Segments.UNPOOLED);
    buffer.append(new byte[] {1, 2, 3}, 0, 2);
    assertThat(written(buffer)).containsExactly(1, 2);
    buffer.append(new byte[] {1, 2, 3}, 2, 1);
    assertThat(written(buffer)).containsExactly(3);
  }

  private static byte[] written(ChunkBuffer buffer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    while (buffer.size() > 0) {
      buffer.writeFirst(out);
    }
    buffer.writeFirst(out);
    return out.toByteArray();
  }
}
