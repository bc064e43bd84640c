package org.parquetext.spark.report;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.parquetext.file.InterruptPause;
import org.parquetext.spark.commit.CommittedJob;
import org.parquetext.spark.commit.CommittedTask;
import org.parquetext.spark.commit.StreamBatch;
import org.parquetext.spark.conf.SparkWriteConf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The report of one write, a file in the folder of {@code reportPath}: {@code <uuid>.json} by the
 * uuid of the write, which grows with time, or {@code <query>-<batch>-<uuid>.json} of a batch of a
 * stream. There is none of a write that fails. On the driver's thread of the query.
 */
public final class WriteReport {

  private static final Logger LOG = LoggerFactory.getLogger(WriteReport.class);

  private static final String RESULT_SIZE = "spark.driver.maxResultSize";
  private static final String DEFAULT_RESULT_SIZE = "1g";

  /** Taken in the place of no limit. */
  private static final long UNLIMITED_RESULT_BYTES = 1L << 30;

  /** A small one, since the JSON takes about ten times as much. */
  private static final int RESULT_SHARE = 16;

  private static final int MOST_TASK_BYTES = 16 << 20;

  private final SparkSession session;
  private final Path table;
  private final SparkWriteConf conf;
  private final ReportFolder folder;
  private Instant started = Instant.now();

  private WriteReport(SparkSession session, Path table, SparkWriteConf conf, ReportFolder folder) {
    this.session = session;
    this.table = table;
    this.conf = conf;
    this.folder = folder;
  }

  /**
   * The report that a write asks for, after everything about its folder is checked that can be
   * before there is something to write into it.
   *
   * @param table qualified path that is written
   * @return empty if it asks for none
   * @throws IllegalArgumentException naming the folder, and what is wrong with it
   */
  public static Optional<WriteReport> of(SparkSession session, Path table, SparkWriteConf conf) {
    return conf.options()
        .reportPath()
        .map(given -> ReportFolder.of(given, table, conf.hadoopConfiguration()))
        .map(folder -> new WriteReport(session, table, conf, folder));
  }

  /** The job begins. */
  public void begin() {
    started = Instant.now();
  }

  /**
   * The most bytes that each task may send to the report: Spark ends a job whose tasks send more
   * than {@code spark.driver.maxResultSize} together, and the driver holds all of it.
   */
  public int taskBytes(int tasks) {
    SparkConf settings = session.sparkContext().getConf();
    return taskBytes(settings.getSizeAsBytes(RESULT_SIZE, DEFAULT_RESULT_SIZE), tasks);
  }

  static int taskBytes(long mostResultBytes, int tasks) {
    long all = (mostResultBytes > 0 ? mostResultBytes : UNLIMITED_RESULT_BYTES) / RESULT_SHARE;
    return (int) Math.min(MOST_TASK_BYTES, all / Math.max(1, tasks));
  }

  /**
   * Writes the report of a job that has committed. What goes wrong with that is logged: the rows
   * are the table's by now.
   *
   * @param mode append or overwrite, as the write was planned
   * @param partitionColumns as the rows name them
   * @param metrics that the driver knows
   */
  public void write(
      SaveMode mode,
      List<String> partitionColumns,
      CommittedJob job,
      List<CommittedTask> tasks,
      CustomTaskMetric[] metrics) {
    try (InterruptPause pause = new InterruptPause()) {
      ReportDocument document = document(mode, partitionColumns, job, metrics);
      List<ReportedTask> reported = tasks.stream().map(ReportedTask::new).toList();
      folder.write(name(job), out -> document.write(reported, out));
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable e) {
      LOG.warn(
          "Cannot write into {} the report {} of the write to {}, which is committed: {}",
          folder,
          job.write(),
          table,
          e.getMessage(),
          e);
    }
  }

  private ReportDocument document(
      SaveMode mode, List<String> partitionColumns, CommittedJob job, CustomTaskMetric[] metrics) {
    return new ReportDocument(
        session.sparkContext().applicationId(),
        table,
        job.version().map(version -> version.mode()).orElse(mode),
        partitionColumns,
        conf.explained(),
        started,
        Instant.now(),
        job,
        metrics);
  }

  private static String name(CommittedJob job) {
    String uuid = job.write() + ".json";
    return job.batch().map(batch -> prefix(batch) + uuid).orElse(uuid);
  }

  private static String prefix(StreamBatch batch) {
    return String.format(Locale.ROOT, "%s-%010d-", batch.queryId(), batch.number());
  }
}
