package org.parquetext.spark.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.parquetext.WriteException;
import org.parquetext.options.Verification;
import org.parquetext.options.WriteOption;
import org.parquetext.spark.commit.CommittedTask;
import org.parquetext.spark.commit.JobCommit;
import org.parquetext.spark.commit.OldFiles;
import org.parquetext.spark.conf.ShuffleRatios;
import org.parquetext.spark.conf.StoreSettings;
import org.parquetext.spark.conf.WriteColumns;
import org.parquetext.spark.metric.MetricValue;
import org.parquetext.spark.metric.WriteMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One job: its set-up, its commit or its abort. */
final class ParquetBatchWrite implements BatchWrite {

  private static final Logger LOG = LoggerFactory.getLogger(ParquetBatchWrite.class);

  private final WriteRequest request;
  private final WriteColumns columns;
  private final StoreSettings store;
  private final JobCommit commit;
  private long commitMillis;

  ParquetBatchWrite(WriteRequest request, WriteColumns columns, OldFiles replaced) {
    this.request = request;
    this.columns = columns;
    try {
      this.store = request.conf().storeSettings(request.path());
      this.commit = request.jobCommit(replaced);
    } catch (IOException e) {
      throw new WriteException("Cannot prepare the commit of the write to " + request.path(), e);
    }
    checkVerification();
  }

  /** What nobody can read cannot be verified. */
  private void checkVerification() {
    Verification verification = request.conf().options().verification();
    if (verification != Verification.OFF) {
      commit
          .hidesFiles()
          .ifPresent(
              committer -> {
                throw new IllegalArgumentException(
                    ("Cannot write to %s with `%s` = `%s`: the files that %s commits cannot be read"
                            + " before the job commits. Set `%s` to `%s`, or choose another committer.")
                        .formatted(
                            request.path(),
                            WriteOption.VERIFY.key(),
                            verification,
                            committer,
                            WriteOption.VERIFY.key(),
                            Verification.OFF));
              });
    }
  }

  /** Called when the query's own plan stands, so that a query that fails before leaves nothing. */
  @Override
  public DataWriterFactory createBatchWriterFactory(PhysicalWriteInfo info) {
    request.registration().begin();
    TaskPlan plan = new TaskPlan(columns, request.conf(), request.path(), store);
    return new TaskWriterFactory(commit.setUp(), plan);
  }

  @Override
  public boolean useCommitCoordinator() {
    return !commit.asksCoordinator();
  }

  @Override
  public void onDataWriterCommit(WriterCommitMessage message) {
    commit.taskCommitted((CommittedTask) message);
  }

  @Override
  public void commit(WriterCommitMessage[] messages) {
    List<CommittedTask> tasks = new ArrayList<>(messages.length);
    for (WriterCommitMessage message : messages) {
      tasks.add((CommittedTask) message);
    }
    long started = System.nanoTime();
    commit.commit(tasks);
    if (request.conf().isDistributed()) {
      ShuffleRatios.measure(request.path(), tasks);
    }
    RuntimeException leftBehind = null;
    try {
      commit.deleteReplaced();
    } catch (RuntimeException e) {
      leftBehind = e;
    }
    commitMillis = (System.nanoTime() - started) / 1_000_000;
    // What is cached of the path is out of date also when old files are left.
    refreshCaches();
    register(tasks, leftBehind);
    if (leftBehind != null) {
      throw leftBehind;
    }
  }

  private void register(List<CommittedTask> tasks, RuntimeException earlier) {
    Set<String> directories = new LinkedHashSet<>();
    tasks.forEach(task -> task.files().forEach(file -> directories.add(file.directory())));
    try {
      request.registration().committed(directories);
    } catch (RuntimeException e) {
      if (earlier == null) {
        throw e;
      }
      earlier.addSuppressed(e);
    }
  }

  /** The rows are the table's by now, whatever goes wrong here. */
  private void refreshCaches() {
    try {
      request.session().catalog().refreshByPath(request.path().toString());
    } catch (Exception e) { // Spark throws checked ones without declaring them
      LOG.warn("Cannot refresh what is cached of {}, which was written", request.path(), e);
    }
  }

  @Override
  public void abort(WriterCommitMessage[] messages) {
    try {
      commit.abort();
    } catch (IOException e) {
      throw new WriteException(
          "Cannot take away the files of the failed write to " + request.path(), e);
    }
  }

  CustomTaskMetric[] driverMetrics() {
    return new CustomTaskMetric[] {new MetricValue(WriteMetrics.JOB_COMMIT_TIME, commitMillis)};
  }

  /** Spark logs it. */
  @Override
  public String toString() {
    return "parquet-ext write to " + request.path();
  }
}
