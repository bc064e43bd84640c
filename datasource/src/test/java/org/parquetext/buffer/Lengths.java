package org.parquetext.buffer;

/** Lengths of values that lie end to end. */
public final class Lengths {

  private Lengths() {}

  /** That of value i is {@code offsets[i + 1] - offsets[i]}. */
  public static int[] of(int... offsets) {
    int[] lengths = new int[offsets.length - 1];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = offsets[i + 1] - offsets[i];
    }
    return lengths;
  }
}
