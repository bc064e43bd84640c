package org.parquetext.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Random;
import java.util.Set;

/** Segments with random bytes in them, each of which must come back once at most. */
final class LentSegments implements Segments {

  private final Random random;
  private final Set<byte[]> lent = Collections.newSetFromMap(new IdentityHashMap<>());

  LentSegments(Random random) {
    this.random = random;
  }

  @Override
  public byte[] take(int length) {
    assertThat(length).isBetween(MIN_BYTES, MAX_BYTES);
    assertThat(Integer.bitCount(length)).as("bits of %d", length).isEqualTo(1);
    byte[] segment = new byte[length];
    random.nextBytes(segment);
    lent.add(segment);
    return segment;
  }

  @Override
  public void giveBack(byte[] segment) {
    assertThat(lent.remove(segment)).as("is lent").isTrue();
    random.nextBytes(segment);
  }

  /** Bytes of the segments that did not come back. */
  long lentBytes() {
    return lent.stream().mapToLong(segment -> segment.length).sum();
  }
}
