package org.parquetext.options;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.OptionalLong;

/**
 * What was set for the whole write, or for one column: values by option, of the option's type.
 * Belongs to one {@link WriteOptions} or its builder.
 */
final class OptionValues implements Serializable {

  private static final long serialVersionUID = 1L;

  private final EnumMap<WriteOption, Serializable> values = new EnumMap<>(WriteOption.class);

  OptionValues copy() {
    OptionValues copy = new OptionValues();
    copy.values.putAll(values);
    return copy;
  }

  void put(WriteOption option, Serializable value) {
    values.put(option, value);
  }

  boolean has(WriteOption option) {
    return values.containsKey(option);
  }

  /** The value, or null if none is set; the caller knows the type that the option has. */
  @SuppressWarnings("unchecked")
  <T> T get(WriteOption option) {
    return (T) values.get(option);
  }

  /** The value of a number, size or time that is set. */
  long number(WriteOption option) {
    return (Long) values.get(option);
  }

  /** The value of a number, size or time. */
  OptionalLong optionalNumber(WriteOption option) {
    return has(option) ? OptionalLong.of(number(option)) : OptionalLong.empty();
  }
}
