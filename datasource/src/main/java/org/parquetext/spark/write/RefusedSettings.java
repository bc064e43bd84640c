package org.parquetext.spark.write;

import java.util.Locale;
import java.util.Map;

/**
 * Options of later versions. Each is accepted with the value that means what this version does
 * anyway; another one is refused: ignoring it would write something else than was asked for.
 */
final class RefusedSettings {

  /** The value that may be set, by the key in lower case. */
  private static final Map<String, String> PLANNED = Map.of("verify", "off");

  private RefusedSettings() {}

  /** Whether the setting is of an option of a later version and asks for today's behaviour. */
  static boolean isPlannedDefault(Setting setting) {
    String allowed = PLANNED.get(setting.name().toLowerCase(Locale.ROOT));
    return allowed != null && allows(allowed, setting);
  }

  private static boolean allows(String allowed, Setting setting) {
    return setting.value().trim().equalsIgnoreCase(allowed);
  }
}
