package org.parquetext.spark.write;

import java.util.List;

/**
 * Settings that change what the built-in writer writes and that this version does not honour.
 * Setting one to something else than its default is refused, wherever it is set: ignoring it would
 * write something else than was asked for.
 */
final class RefusedSettings {

  private static final String REMOVE = "remove it, or write with format(\"parquet\")";

  private static final List<Refused> ALL =
      List.of(
          new Refused("spark.sql.legacy.parquet.datetimeRebaseModeInWrite", "CORRECTED"),
          new Refused("spark.sql.legacy.parquet.int96RebaseModeInWrite", "CORRECTED"));

  /** Options of later versions, with the value that means what this version does anyway. */
  private static final List<Refused> PLANNED =
      List.of(
          new Refused("partitionOverwriteMode", "static"),
          new Refused("distributionMode", "none"),
          new Refused("fileNaming", "spark"),
          new Refused("verify", "off"));

  private RefusedSettings() {}

  /**
   * Refuses what is set and not honoured.
   *
   * @throws IllegalArgumentException naming key, value, place and remedy
   */
  static void check(Settings settings) {
    for (Refused refused : ALL) {
      settings.builtIn(refused.key).ifPresent(setting -> refused.check(setting, settings));
      for (Setting setting : settings.builtInColumns(refused.key)) {
        refused.check(setting, settings);
      }
    }
  }

  private static IllegalArgumentException refusal(
      Setting setting, Settings settings, String remedy) {
    return new IllegalArgumentException(
        "Cannot write with `%s` = `%s`, set in %s: parquet-ext does not support it yet. Please %s."
            .formatted(setting.key(), settings.shown(setting), setting.place(), remedy));
  }

  /** Whether the setting is of an option of a later version and asks for today's behaviour. */
  static boolean isPlannedDefault(Setting setting) {
    return PLANNED.stream()
        .anyMatch(
            planned -> planned.key.equalsIgnoreCase(setting.name()) && planned.allows(setting));
  }

  /**
   * Dynamic partition overwrite deletes other files than a static one, so it is never ignored. An
   * option of the write wins over the session, and can only be {@code static}.
   */
  static void checkPartitionOverwrite(Settings settings) {
    Refused mode = new Refused("spark.sql.sources.partitionOverwriteMode", "static");
    if (settings.option("partitionOverwriteMode").isEmpty()) {
      settings.builtIn(mode.key).ifPresent(setting -> mode.check(setting, settings));
    }
  }

  /** One key and the values that it may have. */
  private static final class Refused {

    private final String key;
    private final List<String> allowed;

    Refused(String key, String... allowed) {
      this.key = key;
      this.allowed = List.of(allowed);
    }

    boolean allows(Setting setting) {
      return allowed.stream().anyMatch(setting.value().trim()::equalsIgnoreCase);
    }

    void check(Setting setting, Settings settings) {
      if (!allows(setting)) {
        throw refusal(setting, settings, remedy());
      }
    }

    private String remedy() {
      return allowed.isEmpty() || allowed.get(0).isEmpty()
          ? REMOVE
          : "set it to `" + allowed.get(0) + "`, " + REMOVE;
    }
  }
}
