package org.parquetext.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class LittleEndianTest {

  private static final long VALUE = 0x8182_8384_8586_8788L;

  private final byte[] array = new byte[11];
  private final ByteBuffer expected = ByteBuffer.allocate(11).order(ByteOrder.LITTLE_ENDIAN);

  @Test
  void writesAndReadsIntsAtAnyOffset() {
    LittleEndian.putInt(array, 5, (int) VALUE);
    assertThat(array).isEqualTo(expected.putInt(5, (int) VALUE).array());
    assertThat(LittleEndian.getInt(array, 5)).isEqualTo((int) VALUE);
  }

  @Test
  void writesAndReadsLongsAtAnyOffset() {
    LittleEndian.putLong(array, 3, VALUE);
    assertThat(array).isEqualTo(expected.putLong(3, VALUE).array());
    assertThat(LittleEndian.getLong(array, 3)).isEqualTo(VALUE);
  }

  @Test
  void refusesToWriteBeyondTheArray() {
    assertThatThrownBy(() -> LittleEndian.putLong(array, 4, VALUE))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
