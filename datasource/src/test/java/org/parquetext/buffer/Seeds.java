package org.parquetext.buffer;

import java.util.stream.LongStream;

/** The fixed seeds of randomised tests: few by default, many with the profile {@code full}. */
public final class Seeds {

  private static final int SMALL = 25;
  private static final int FULL = 1_000;

  private Seeds() {}

  /** For {@code @MethodSource("org.parquetext.buffer.Seeds#all")}. */
  public static LongStream all() {
    return LongStream.range(
        0, "full".equals(System.getProperty("parquetext.seeds")) ? FULL : SMALL);
  }
}
