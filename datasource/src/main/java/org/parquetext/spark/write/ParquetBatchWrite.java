package org.parquetext.spark.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.spark.sql.SaveMode;
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
import org.parquetext.spark.metric.DriverMetrics;
import org.parquetext.spark.metric.WriteMetric;
import org.parquetext.spark.report.WriteReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One job: its set-up, its commit or its abort. */
final class ParquetBatchWrite implements BatchWrite {

  private static final Logger LOG = LoggerFactory.getLogger(ParquetBatchWrite.class);

  private final WriteRequest request;
  private final SaveMode mode;
  private final WriteColumns columns;
  private final StoreSettings store;
  private final JobCommit commit;
  private final Optional<WriteReport> report;
  private long taskCommitNanos;
  private long commitNanos;

  ParquetBatchWrite(WriteRequest request, SaveMode mode, WriteColumns columns, OldFiles replaced) {
    this.request = request;
    this.mode = mode;
    this.columns = columns;
    try {
      this.store = request.conf().storeSettings(request.path());
      this.commit = request.jobCommit(replaced);
    } catch (IOException e) {
      throw new WriteException("Cannot prepare the commit of the write to " + request.path(), e);
    }
    this.report = WriteReport.of(request.session(), request.path(), request.conf());
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
    report.ifPresent(WriteReport::begin);
    OptionalInt reportBytes =
        report.isPresent()
            ? OptionalInt.of(report.get().taskBytes(info.numPartitions()))
            : OptionalInt.empty();
    TaskPlan plan = new TaskPlan(columns, request.conf(), request.path(), store, reportBytes);
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
      CommittedTask task = (CommittedTask) message;
      tasks.add(task);
      taskCommitNanos += task.commitNanos();
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
    commitNanos = System.nanoTime() - started;
    count(tasks);
    // What is cached of the path is out of date also when old files are left.
    refreshCaches();
    register(tasks, leftBehind);
    if (leftBehind != null) {
      throw leftBehind;
    }
    report(tasks);
  }

  /** As {@link #refreshCaches}. */
  private void count(List<CommittedTask> tasks) {
    try {
      DriverMetrics.committed(tasks, commitNanos);
    } catch (RuntimeException e) {
      LOG.warn("Cannot count in the metrics what was written to {}", request.path(), e);
    }
  }

  /** Last, so that readers do not wait for it, and none tells of a write that fails. */
  private void report(List<CommittedTask> tasks) {
    if (report.isPresent() && commit.committed().isPresent()) {
      report
          .get()
          .write(mode, columns.partitionNames(), commit.committed().get(), tasks, driverMetrics());
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
    return new CustomTaskMetric[] {
      WriteMetric.TASK_COMMIT_TIME.value(taskCommitNanos),
      WriteMetric.JOB_COMMIT_TIME.value(commitNanos)
    };
  }

  /** Spark logs it. */
  @Override
  public String toString() {
    return "parquet-ext write to " + request.path();
  }
}
