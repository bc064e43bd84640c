package org.parquetext.options;

import java.util.EnumMap;
import java.util.Map;

/**
 * Registered options that are not obeyed yet, each with the value that asks for what happens
 * anyway. Any other value is refused.
 */
public final class UnsupportedOptions {

  private static final Map<WriteOption, Object> OBEYED = obeyed();

  private UnsupportedOptions() {}

  private static Map<WriteOption, Object> obeyed() {
    Map<WriteOption, Object> obeyed = new EnumMap<>(WriteOption.class);
    obeyed.put(WriteOption.BLOOM_FILTER, false);
    obeyed.put(WriteOption.BLOOM_FILTER_NDV, null);
    return obeyed;
  }

  /** Whether a value of an option, which must be one of its type, is refused. */
  public static boolean refuses(WriteOption option, String value) {
    return OBEYED.containsKey(option)
        && !option.read(option.key(), value).equals(OBEYED.get(option));
  }

  /**
   * Refuses options with such a value.
   *
   * @throws IllegalArgumentException naming the first one
   */
  public static void check(WriteOptions options) {
    options
        .explicit()
        .forEach(
            (key, value) -> {
              if (refuses(OptionKey.parse(key).option(), value)) {
                throw new IllegalArgumentException(
                    "Option `%s` = `%s` %s".formatted(key, value, PlannedOptions.REFUSAL));
              }
            });
  }
}
