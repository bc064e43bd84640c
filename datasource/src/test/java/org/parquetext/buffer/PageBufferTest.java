package org.parquetext.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageBufferTest {

  private static byte[] content(PageBuffer buffer) {
    return Arrays.copyOf(buffer.array(), buffer.size());
  }

  @Test
  void appendsLittleEndianFromNoCapacity() {
    PageBuffer buffer = new PageBuffer(0);
    buffer.putByte(0x1FF);
    buffer.putInt(0x01020304);
    buffer.putBytes(new byte[] {9, 8, 7, 6}, 1, 2);
    ByteBuffer expected = ByteBuffer.allocate(7).order(ByteOrder.LITTLE_ENDIAN);
    expected.put((byte) 0xFF).putInt(0x01020304);
    expected.put((byte) 8).put((byte) 7);
    assertThat(content(buffer)).isEqualTo(expected.array());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128, 16_383, 16_384, Integer.MAX_VALUE, Integer.MIN_VALUE, -1})
  void writesVarIntsThatParquetReads(int value) throws IOException {
    PageBuffer buffer = new PageBuffer(0);
    buffer.putUnsignedVarInt(value);
    ByteArrayInputStream in = new ByteArrayInputStream(content(buffer));
    assertThat(BytesUtils.readUnsignedVarInt(in)).isEqualTo(value);
    assertThat(in.available()).isZero();
  }

  @Test
  void growsByHalfAtLeast() {
    PageBuffer buffer = new PageBuffer(100);
    buffer.size(100);
    buffer.putByte(1);
    assertThat(buffer.array()).hasSizeGreaterThanOrEqualTo(150);
  }

  @Test
  void keepsTheArrayWhenWhatIsReservedFits() {
    PageBuffer buffer = new PageBuffer(100);
    byte[] array = buffer.array();
    buffer.size(60);
    buffer.reserve(40);
    assertThat(buffer.array()).isSameAs(array);
  }

  @Test
  void refusesMoreThanOneArrayHoldsAndNamesTheWantedSize() {
    PageBuffer buffer = new PageBuffer(100);
    buffer.size(100);
    assertThatThrownBy(() -> buffer.reserve(Integer.MAX_VALUE))
        .isInstanceOf(BufferLimitException.class)
        .hasMessage("Cannot hold 2147483747 bytes in one buffer: the limit is 2147483631 bytes");
    assertThat(buffer.size()).isEqualTo(100);
  }

  @Test
  void refusesASizeBeyondItsCapacity() {
    PageBuffer buffer = new PageBuffer(10);
    assertThatThrownBy(() -> buffer.size(11)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> buffer.size(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void clearKeepsTheMemory() {
    PageBuffer buffer = new PageBuffer(10);
    buffer.putInt(1);
    byte[] array = buffer.array();
    buffer.clear();
    assertThat(buffer.size()).isZero();
    assertThat(buffer.array()).isSameAs(array);
  }

  @Test
  void trimGivesMemoryBackButNotContent() {
    PageBuffer buffer = new PageBuffer(1_000);
    buffer.putInt(42);
    buffer.trim(100);
    assertThat(buffer.array()).hasSize(100);
    buffer.trim(2);
    assertThat(buffer.array()).hasSize(4);
    assertThat(LittleEndian.getInt(buffer.array(), 0)).isEqualTo(42);
  }
}
