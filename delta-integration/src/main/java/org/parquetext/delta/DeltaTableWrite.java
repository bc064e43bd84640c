package org.parquetext.delta;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.delta.DeltaLog;
import org.parquetext.options.WriteOptions;
import org.parquetext.spark.commit.DirectFiles;
import org.parquetext.spark.commit.JobCommit;
import org.parquetext.spark.commit.TableLayout;
import org.parquetext.spark.commit.TableSave;
import org.parquetext.spark.commit.TableWrite;

/** One write to a Delta table, in the transaction that has decided what it means. */
final class DeltaTableWrite implements TableWrite {

  private final TableSave save;
  private final DeltaLog log;
  private final DeltaTransaction transaction;

  DeltaTableWrite(TableSave save, DeltaLog log) {
    this.save = save;
    this.log = log;
    this.transaction = DeltaTransaction.begin(save, log);
    if (transaction.isDone()) {
      transaction.app().ifPresent(app -> app.reset(save.session()));
    }
  }

  @Override
  public boolean isDone() {
    return transaction.isDone();
  }

  @Override
  public TableLayout layout() {
    return transaction.layout();
  }

  @Override
  public JobCommit jobCommit(WriteOptions options, Configuration configuration) {
    DirectFiles files =
        new DirectFiles(save.session().sparkContext(), log.dataPath(), configuration, options);
    return new DeltaJobCommit(save, log, transaction, files);
  }
}
