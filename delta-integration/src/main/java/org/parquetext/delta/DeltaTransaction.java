package org.parquetext.delta;

import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.delta.DeltaErrors;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.parquetext.spark.commit.Failures;
import org.parquetext.spark.commit.TableLayout;
import org.parquetext.spark.commit.TableSave;
import scala.Option;

/**
 * A transaction of delta-spark for one write, by the table as it is when the transaction begins:
 * what the mode means for it, whether its features allow the write, how its files look.
 */
final class DeltaTransaction {

  private static final String APPEND_ONLY = "delta.appendOnly";

  private final OptimisticTransaction txn;
  private final Optional<AppTransaction> app;
  private final boolean done;
  private final TableStatistics statistics;
  private final TableLayout layout;
  private final Replacement replacement;

  private DeltaTransaction(
      TableSave save, DeltaLog log, Optional<AppTransaction> app, Replacement decided) {
    this.txn =
        log.startTransaction(
            Option.empty(), Option.apply(log.update(false, Option.empty(), Option.empty())));
    this.app = app;
    this.done = app.filter(own -> own.isIn(txn)).isPresent() || isDone(save);
    if (done) {
      this.statistics = null;
      this.layout = null;
      this.replacement = null;
      return;
    }
    new SchemaChange(save, txn).apply();
    new FeatureGate(save.path()).check(log, txn, save.rows());
    this.replacement = decided == null ? new Replacement(save, txn.metadata()) : decided;
    TableLayout files = new TableColumns(save, txn).layout(replacement.condition());
    this.statistics =
        TableStatistics.of(save.session(), txn.metadata(), txn.protocol(), files.files());
    this.layout = files.with(statistics.request());
    if (TargetRead.isIn(save)) {
      txn.readWholeTable();
    }
  }

  /**
   * Begins a transaction.
   *
   * @throws IllegalArgumentException naming the table, what it does not allow, and the remedy
   */
  static DeltaTransaction begin(TableSave save, DeltaLog log) {
    return new DeltaTransaction(save, log, AppTransaction.of(save), null);
  }

  /**
   * Begins another transaction for the same write: its number and its condition stay what they
   * were, though the session or the time of day may say something else by now.
   *
   * @throws IllegalArgumentException as the first one
   */
  DeltaTransaction again(TableSave save, DeltaLog log) {
    return new DeltaTransaction(save, log, app, replacement);
  }

  /** Decided on the table's version, before the query runs. */
  private boolean isDone(TableSave save) {
    if (txn.readVersion() < 0) {
      return false;
    }
    Path path = save.path();
    switch (save.mode()) {
      case ErrorIfExists -> throw Failures.raised(DeltaErrors.pathAlreadyExistsException(path));
      case Ignore -> {
        return true;
      }
      case Overwrite -> refuseAppendOnly(path);
      default -> {
        return false;
      }
    }
    return false;
  }

  private void refuseAppendOnly(Path path) {
    if (Boolean.parseBoolean(
        Scala.map(txn.metadata().configuration()).getOrDefault(APPEND_ONLY, "false"))) {
      throw new IllegalArgumentException(
          "Cannot overwrite the Delta table %s: its property `%s` is true. Append to it, or set the"
                  .formatted(path, APPEND_ONLY)
              + " property to false.");
    }
  }

  OptimisticTransaction txn() {
    return txn;
  }

  /** Whether there is nothing to write. */
  boolean isDone() {
    return done;
  }

  /** What repeats of the write are known by, if they are. */
  Optional<AppTransaction> app() {
    return app;
  }

  /** What the log says of the rows of files. */
  TableStatistics statistics() {
    return statistics;
  }

  TableLayout layout() {
    return layout;
  }

  Replacement replacement() {
    return replacement;
  }
}
