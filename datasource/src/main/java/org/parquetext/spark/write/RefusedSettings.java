package org.parquetext.spark.write;

import java.util.Locale;
import java.util.Map;

/**
 * Options of later versions. Each is accepted with the value that means what this version does
 * anyway; another one is refused: ignoring it would write something else than was asked for.
 */
final class RefusedSettings {

  private static final String STATIC = "static";

  /** The value that may be set, by the key in lower case. */
  private static final Map<String, String> PLANNED =
      Map.of("partitionoverwritemode", STATIC, "distributionmode", "none");

  private RefusedSettings() {}

  /** Whether the setting is of an option of a later version and asks for today's behaviour. */
  static boolean isPlannedDefault(Setting setting) {
    String allowed = PLANNED.get(setting.name().toLowerCase(Locale.ROOT));
    return allowed != null && allows(allowed, setting);
  }

  /**
   * Dynamic partition overwrite deletes other files than a static one, so it is never ignored. An
   * option of the write wins over the session, and can only be {@code static}.
   *
   * @throws IllegalArgumentException naming key, value, place and remedy
   */
  static void checkPartitionOverwrite(Settings settings) {
    if (settings.option("partitionOverwriteMode").isPresent()) {
      return;
    }
    settings
        .builtIn("spark.sql.sources.partitionOverwriteMode")
        .filter(setting -> !allows(STATIC, setting))
        .ifPresent(
            setting -> {
              throw new IllegalArgumentException(
                  ("Cannot write with `%s` = `%s`, set in %s: parquet-ext does not support it yet."
                          + " Set it to `%s`, remove it, or write with format(\"parquet\").")
                      .formatted(setting.key(), settings.shown(setting), setting.place(), STATIC));
            });
  }

  private static boolean allows(String allowed, Setting setting) {
    return setting.value().trim().equalsIgnoreCase(allowed);
  }
}
