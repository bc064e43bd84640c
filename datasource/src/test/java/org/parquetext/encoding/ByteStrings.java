package org.parquetext.encoding;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;

/** Byte strings end to end, as encoders take them. */
final class ByteStrings {

  private static final int MAX_LENGTH = 60;

  final byte[] data;
  final int[] offsets;

  private ByteStrings(byte[][] values) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    offsets = new int[values.length + 1];
    for (int i = 0; i < values.length; i++) {
      bytes.writeBytes(values[i]);
      offsets[i + 1] = bytes.size();
    }
    data = bytes.toByteArray();
  }

  /** Up to 60 bytes, often equal to or a beginning of one another; sorted in half of all cases. */
  static ByteStrings random(Random random, int count) {
    int maxLength = random.nextInt(MAX_LENGTH);
    return random(random, count, () -> random.nextInt(maxLength + 1));
  }

  static ByteStrings randomFixed(Random random, int count, int width) {
    return random(random, count, () -> width);
  }

  private static ByteStrings random(Random random, int count, Length length) {
    byte[] common = new byte[MAX_LENGTH];
    random.nextBytes(common);
    byte[][] values = new byte[count][];
    for (int i = 0; i < count; i++) {
      values[i] = Arrays.copyOf(common, length.next());
      if (random.nextInt(8) != 0) {
        randomise(values[i], random.nextInt(values[i].length + 1), random);
      }
    }
    if (random.nextBoolean()) {
      Arrays.sort(values, Comparator.comparing(value -> value, Arrays::compareUnsigned));
    }
    return new ByteStrings(values);
  }

  private static void randomise(byte[] value, int from, Random random) {
    for (int i = from; i < value.length; i++) {
      value[i] = (byte) random.nextInt(4);
    }
  }

  byte[][] values(int from, int count) {
    byte[][] values = new byte[count][];
    for (int i = 0; i < count; i++) {
      values[i] = Arrays.copyOfRange(data, offsets[from + i], offsets[from + i + 1]);
    }
    return values;
  }

  private interface Length {
    int next();
  }
}
