package org.parquetext.spark.conf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.parquetext.options.WriteOption;

/**
 * What was set for one write as options: those of the write, those of its table where that has a
 * log, and the session's {@code spark.datasource.parquet-ext.} keys. Compared without regard to
 * case.
 */
final class OptionSettings {

  static final String SESSION_PREFIX = "spark.datasource.parquet-ext.";

  private final Map<String, Setting> options = new LinkedHashMap<>();
  private final Map<String, Setting> sessionOptions = new LinkedHashMap<>();

  /**
   * With what a table asks of its files where the write does not set it.
   *
   * @param session all keys that are set in the session
   */
  OptionSettings(
      Map<String, String> session,
      Map<String, String> writeOptions,
      Map<String, String> tableOptions) {
    put(writeOptions);
    tableOptions.forEach(
        (key, value) -> options.putIfAbsent(canonical(key), new Setting(key, value, Place.TABLE)));
    session.forEach(
        (key, value) -> {
          if (key.startsWith(SESSION_PREFIX)) {
            String option = key.substring(SESSION_PREFIX.length());
            sessionOptions.put(canonical(option), new Setting(option, value, Place.SESSION_OPTION));
          }
        });
  }

  private OptionSettings(
      OptionSettings from, Predicate<Setting> leftOut, Map<String, String> fixed) {
    options.putAll(from.options);
    options.values().removeIf(leftOut);
    sessionOptions.putAll(from.sessionOptions);
    sessionOptions.values().removeIf(leftOut);
    put(fixed);
  }

  private void put(Map<String, String> ofWrite) {
    ofWrite.forEach(
        (key, value) -> options.put(canonical(key), new Setting(key, value, Place.OPTION)));
  }

  /** The same without the options that are left out, and with some as they have to be. */
  OptionSettings narrowed(Predicate<Setting> leftOut, Map<String, String> fixed) {
    return new OptionSettings(this, leftOut, fixed);
  }

  /** The options of the write and its table, then those of the session that these do not set. */
  List<Setting> written() {
    Map<String, Setting> merged = new LinkedHashMap<>(options);
    sessionOptions.forEach(merged::putIfAbsent);
    return new ArrayList<>(merged.values());
  }

  /** The option in its strongest place: the write, else the session's own prefix. */
  Optional<Setting> option(String key) {
    Setting setting = options.get(canonical(key));
    return Optional.ofNullable(setting != null ? setting : sessionOptions.get(canonical(key)));
  }

  /** The option as the write itself sets it, or its table for it. */
  Optional<Setting> writeOption(String key) {
    return Optional.ofNullable(options.get(canonical(key)));
  }

  /** Columns and names of entries keep their case, names of options have none. */
  private static String canonical(String key) {
    return WriteOption.canonical(key);
  }
}
