package org.parquetext.fingerprint;

import java.util.Optional;

/**
 * What a column chunk is made of: how many level entries and values, and the hashes of their
 * sequences. Two chunks with the same levels and values, in the same order, have the same one,
 * however they are encoded and cut into pages.
 *
 * @param entries level entries, with a value or without
 * @param values entries with a value
 * @param repetition hash of the repetition levels
 * @param definition hash of the definition levels
 * @param lengths hash of the lengths of values of variable width
 * @param bytes hash of the values
 */
public record ChunkFingerprint(
    long entries, long values, long repetition, long definition, long lengths, long bytes) {

  /** Entries without a value. */
  public long nulls() {
    return entries - values;
  }

  /** Says what another chunk has that this one has not, the plainest difference first. */
  public Optional<String> differenceOf(ChunkFingerprint found) {
    if (found.entries != entries) {
      return Optional.of(difference("the number of level entries", entries, found.entries));
    }
    if (found.nulls() != nulls()) {
      return Optional.of(difference("the number of nulls", nulls(), found.nulls()));
    }
    if (found.repetition != repetition) {
      return Optional.of(hash("repetition levels", repetition, found.repetition));
    }
    if (found.definition != definition) {
      return Optional.of(hash("definition levels", definition, found.definition));
    }
    if (found.lengths != lengths) {
      return Optional.of(hash("lengths of values", lengths, found.lengths));
    }
    return found.bytes == bytes
        ? Optional.empty()
        : Optional.of(hash("values", bytes, found.bytes));
  }

  private static String difference(String what, long expected, long found) {
    return "%s is %d, expected %d".formatted(what, found, expected);
  }

  private static String hash(String what, long expected, long found) {
    return "the hash of the %s is %016x, expected %016x".formatted(what, found, expected);
  }
}
