package org.parquetext.spark.arrow;

import java.util.stream.LongStream;

/** Seeds of the random tests: a few by default, 500 with {@code -Pfull}. */
final class Seeds {

  private Seeds() {}

  static LongStream seeds() {
    boolean full = "full".equals(System.getProperty("parquetext.seeds"));
    return LongStream.rangeClosed(1, full ? 500 : 40);
  }
}
