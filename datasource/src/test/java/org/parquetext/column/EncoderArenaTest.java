package org.parquetext.column;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EncoderArenaTest {

  private static final int RETAINED = 1_000;

  private final EncoderArena arena = new EncoderArena();

  @Test
  void trimFreesEveryArrayThatIsTooLong() {
    use(RETAINED + 1);
    arena.trim(RETAINED);

    for (int length : lengths()) {
      assertThat(length).isLessThanOrEqualTo(RETAINED);
    }
  }

  @Test
  void trimKeepsTheOthers() {
    use(RETAINED / Long.BYTES - 16);
    int[] before = lengths();
    arena.trim(RETAINED);

    assertThat(lengths()).isEqualTo(before);
  }

  private void use(int length) {
    arena.ints(length);
    arena.longs(length);
    arena.validity(length);
    arena.bytes(length);
    arena.fixed(length);
    arena.byteArrays().reserve(length, length);
    arena.compressed().reserve(length);
  }

  /** In bytes. */
  private int[] lengths() {
    return new int[] {
      arena.ints(0).length * Integer.BYTES,
      arena.longs(0).length * Long.BYTES,
      arena.validity(0).length * Long.BYTES,
      arena.bytes(0).length,
      arena.fixed(0).length,
      arena.byteArrays().data.length,
      arena.byteArrays().starts.length * Integer.BYTES,
      arena.byteArrays().lengths.length * Integer.BYTES,
      arena.compressed().array().length
    };
  }
}
