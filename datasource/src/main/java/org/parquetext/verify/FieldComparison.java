package org.parquetext.verify;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Compares two structures of the format, field by field. */
final class FieldComparison {

  private final Place place;

  FieldComparison(Place place) {
    this.place = place;
  }

  /**
   * Compares all fields but some.
   *
   * @param prefix what stands before the names of fields in messages
   * @throws org.parquetext.WriteException if a field differs
   */
  <F extends Enum<F>> void require(
      String prefix,
      F[] fields,
      Set<F> others,
      Function<F, Object> expected,
      Function<F, Object> found) {
    for (F field : fields) {
      if (!others.contains(field)) {
        require(prefix + field, expected.apply(field), found.apply(field));
      }
    }
  }

  /** Compares a field. */
  void require(String field, Object expected, Object found) {
    if (Objects.deepEquals(expected, found)) {
      return;
    }
    String name = field.toLowerCase(Locale.ROOT);
    boolean plain = isPlain(expected) && isPlain(found);
    throw place.differs(
        plain
            ? "%s is %s, expected %s".formatted(name, found, expected)
            : name + " is not what was written");
  }

  /** Numbers and names tell no value of a row. */
  private static boolean isPlain(Object value) {
    return value == null || value instanceof Number || value instanceof Enum;
  }
}
