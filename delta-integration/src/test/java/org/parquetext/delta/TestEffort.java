package org.parquetext.delta;

/** How much random tests do: little by default, much with {@code -Pfull}. */
final class TestEffort {

  private TestEffort() {}

  static int of(int usual, int full) {
    return "full".equals(System.getProperty("parquetext.seeds")) ? full : usual;
  }
}
