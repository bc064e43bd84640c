package org.parquetext.delta;

import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.parquetext.spark.commit.TableSave;
import scala.Option;

/**
 * The number of a write among those of an application, by which a table knows that it has the write
 * already: of the write's options, else of Delta's keys in the session.
 *
 * @param resetsSession whether the session's number holds for one write only
 */
record AppTransaction(String appId, long version, boolean resetsSession) {

  private static final String APP_ID = "spark.databricks.delta.write.txnAppId";
  private static final String VERSION = "spark.databricks.delta.write.txnVersion";
  private static final String RESET = VERSION + ".autoReset.enabled";

  static Optional<AppTransaction> of(TableSave save) {
    if (save.options().txnAppId().isPresent()) {
      return Optional.of(
          new AppTransaction(
              save.options().txnAppId().get(), save.options().txnVersion().getAsLong(), false));
    }
    SparkSession session = save.session();
    Option<String> appId = session.conf().getOption(APP_ID);
    Option<String> version = session.conf().getOption(VERSION);
    if (appId.isEmpty() && version.isEmpty()) {
      return Optional.empty();
    }
    if (appId.isEmpty() || version.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot write to the Delta table %s: `%s` and `%s` mean something together only. Set both."
              .formatted(save.path(), APP_ID, VERSION));
    }
    return Optional.of(
        new AppTransaction(
            appId.get(),
            number(save, version.get()),
            Boolean.parseBoolean(session.conf().get(RESET, "false"))));
  }

  private static long number(TableSave save, String text) {
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "Cannot write to the Delta table %s: `%s` = `%s` is no number from 0 to %d."
            .formatted(save.path(), VERSION, text, Long.MAX_VALUE));
  }

  boolean isIn(OptimisticTransaction txn) {
    return txn.txnVersion(appId) >= version;
  }

  /** What makes the table know of the write. */
  SetTransaction action() {
    return new SetTransaction(appId, version, Scala.some(System.currentTimeMillis()));
  }

  /** As Delta does after each write, lest the next one is taken for the same. */
  void reset(SparkSession session) {
    if (resetsSession) {
      session.conf().unset(VERSION);
    }
  }
}
