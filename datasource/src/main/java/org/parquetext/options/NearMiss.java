package org.parquetext.options;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the option that a misspelt name probably means. */
final class NearMiss {

  /** In shorter names two errors make another word: {@code layout} is not {@code fanout}. */
  private static final int LONG_NAME = 8;

  private NearMiss() {}

  static Optional<String> find(String name) {
    String wanted = normalised(name);
    return Arrays.stream(WriteOption.values())
        .map(WriteOption::key)
        .map(candidate -> new Candidate(candidate, distance(wanted, normalised(candidate))))
        .filter(Candidate::isNear)
        .min(Comparator.comparingInt(Candidate::distance))
        .map(Candidate::name);
  }

  /** The documented key of the option of many entries whose name stands before the first dot. */
  static Optional<String> findEntry(String key) {
    int dot = key.indexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    String wanted = normalised(key.substring(0, dot));
    return Arrays.stream(WriteOption.values())
        .filter(option -> option.scope() == OptionScope.ENTRY)
        .filter(
            option ->
                new Candidate(option.key(), distance(wanted, normalised(option.key()))).isNear())
        .map(WriteOption::documentedKey)
        .findFirst();
  }

  private static String normalised(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[_.-]", "");
  }

  /**
   * Insertions, deletions, replacements and swaps of neighbours between two names (optimal string
   * alignment distance: Levenshtein's recurrence with Damerau's transposition).
   */
  static int distance(String left, String right) {
    int[][] cost = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      for (int j = 0; j <= right.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(left, right, i, j, cost);
      }
    }
    return cost[left.length()][right.length()];
  }

  private static int cheapest(String left, String right, int i, int j, int[][] cost) {
    int replaced = cost[i - 1][j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped =
        i > 1
            && j > 1
            && left.charAt(i - 1) == right.charAt(j - 2)
            && left.charAt(i - 2) == right.charAt(j - 1);
    return swapped ? Math.min(best, 1 + cost[i - 2][j - 2]) : best;
  }

  private record Candidate(String name, int distance) {
    boolean isNear() {
      return distance <= (name.length() < LONG_NAME ? 1 : 2);
    }
  }
}
