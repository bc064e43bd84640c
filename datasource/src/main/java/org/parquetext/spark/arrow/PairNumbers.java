package org.parquetext.spark.arrow;

import org.parquetext.dictionary.LongDictionary;

/** Numbers pairs of numbers, equal pairs alike, from 0 on in the order in which they come. */
final class PairNumbers {

  private final LongDictionary dictionary = new LongDictionary();
  private long[] pairs = {};

  /** Replaces each of the first {@code count} of {@code numbers}; returns how many pairs differ. */
  int number(int[] numbers, int[] others, int count) {
    if (pairs.length < count) {
      pairs = new long[count];
    }
    for (int i = 0; i < count; i++) {
      pairs[i] = (long) numbers[i] << Integer.SIZE | others[i];
    }
    dictionary.clear();
    dictionary.index(pairs, 0, count, numbers, 0);
    return dictionary.size();
  }
}
