package org.parquetext.spark.conf;

import java.util.Optional;

/**
 * The value that holds for one option of a write, and where it comes from; for display.
 *
 * @param key the documented key, with {@code #column.path} or {@code .<name>} if there is one
 * @param value as it was given, unless Spark's redaction rules hide it
 * @param origin the place where it was set, with the key used there if that is another one
 */
public record ExplainedOption(String key, String value, String origin) {

  private static final String DEFAULT = "default";

  static ExplainedOption set(String key, Setting setting, Settings settings) {
    String value = settings.shown(new Setting(key, setting.value(), setting.place()));
    Optional<String> alias =
        Optional.of(setting.key()).filter(given -> !given.equalsIgnoreCase(key));
    String origin = setting.place() + alias.map(given -> ", as `" + given + "`").orElse("");
    return new ExplainedOption(key, value, origin);
  }

  static ExplainedOption standard(String key, String value) {
    return new ExplainedOption(key, value, DEFAULT);
  }

  /** Whether somebody has set it. */
  public boolean isSet() {
    return !origin.equals(DEFAULT);
  }
}
