package org.parquetext.spark.conf;

import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.internal.SQLConf;
import org.parquetext.spark.arrow.Rebase;
import org.parquetext.spark.arrow.Rebase.Mode;

/**
 * How dates and timestamps of before 1582 are written, and what the footer says of it. Read on the
 * driver, since a pool thread sees no session. Travels to the executors.
 */
public final class RebaseModes implements Serializable {

  static final String DATETIME = "spark.sql.parquet.datetimeRebaseModeInWrite";
  static final String INT96 = "spark.sql.parquet.int96RebaseModeInWrite";

  private static final long serialVersionUID = 1L;

  private final Mode datetime;
  private final Mode int96;
  private final String timeZone;

  private RebaseModes(Mode datetime, Mode int96, String timeZone) {
    this.datetime = datetime;
    this.int96 = int96;
    this.timeZone = timeZone;
  }

  /**
   * The modes that hold for a write.
   *
   * @throws IllegalArgumentException naming the key, its value, its place and the modes there are
   */
  static RebaseModes of(Settings settings, SQLConf session) {
    return new RebaseModes(
        mode(settings, DATETIME), mode(settings, INT96), session.sessionLocalTimeZone());
  }

  private static Mode mode(Settings settings, String key) {
    return settings.builtIn(key).map(RebaseModes::parsed).orElse(Mode.CORRECTED);
  }

  private static Mode parsed(Setting setting) {
    try {
      return Mode.valueOf(setting.value().trim().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Cannot write old dates as `%s` = `%s`, set in %s: use one of %s."
              .formatted(
                  setting.key(), setting.value(), setting.place(), Arrays.toString(Mode.values())),
          e);
    }
  }

  /** The rules for columns, of which timestamps follow their type in the files. */
  public Rebase rebase(FileSchema schema) {
    Rebase.Rule general = new Rebase.Rule(datetime, DATETIME, "Parquet");
    return new Rebase(
        general,
        schema.hasInt96Timestamps() ? new Rebase.Rule(int96, INT96, "Parquet INT96") : general,
        timeZone);
  }

  /** What tells Spark's readers to undo it, whether the file has such columns or not. */
  public Map<String, String> keyValues() {
    Map<String, String> keyValues = new LinkedHashMap<>();
    if (datetime == Mode.LEGACY) {
      keyValues.put(FooterKeys.LEGACY_DATETIME, "");
      keyValues.put(FooterKeys.TIME_ZONE, timeZone);
    }
    if (int96 == Mode.LEGACY) {
      keyValues.put(FooterKeys.LEGACY_INT96, "");
      keyValues.put(FooterKeys.TIME_ZONE, timeZone);
    }
    return keyValues;
  }
}
