package org.parquetext.spark.commit;

import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetOutputCommitter;
import org.apache.parquet.hadoop.ParquetOutputFormat;
import org.apache.parquet.hadoop.ParquetOutputFormat.JobSummaryLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files {@code _metadata} and {@code _common_metadata}, which parquet-java's committer makes of
 * all footers below the table's path when it commits a job. For an overwrite they are made later,
 * when the old files are gone. What goes wrong with them is logged by parquet-java and fails
 * nothing.
 */
final class SummaryFiles {

  /** Their names, in the table's directory. */
  static final List<String> NAMES =
      List.of(
          ParquetFileWriter.PARQUET_METADATA_FILE, ParquetFileWriter.PARQUET_COMMON_METADATA_FILE);

  private static final Logger LOG = LoggerFactory.getLogger(SummaryFiles.class);

  private final Configuration conf;
  private final Path output;
  private final JobSummaryLevel level;

  private SummaryFiles(Configuration conf, Path output, JobSummaryLevel level) {
    this.conf = conf;
    this.output = output;
    this.level = level;
  }

  /**
   * Those that a job's configuration asks for; none when it says nothing, as in Spark.
   *
   * @param conf the job's own configuration; changed
   * @throws IllegalArgumentException if it asks for a level that there is not
   */
  static SummaryFiles of(
      Configuration conf, Class<? extends OutputCommitter> committer, Path output) {
    if (conf.get(ParquetOutputFormat.JOB_SUMMARY_LEVEL) == null
        && conf.get(ParquetOutputFormat.ENABLE_JOB_SUMMARY) == null) {
      conf.set(ParquetOutputFormat.JOB_SUMMARY_LEVEL, JobSummaryLevel.NONE.name());
    }
    JobSummaryLevel level = level(conf);
    if (level != JobSummaryLevel.NONE
        && !ParquetOutputCommitter.class.isAssignableFrom(committer)) {
      LOG.warn(
          "Committer {} writes no summary files, as `{}` asks for: set it to NONE",
          committer.getName(),
          ParquetOutputFormat.JOB_SUMMARY_LEVEL);
      level = JobSummaryLevel.NONE;
    }
    return new SummaryFiles(conf, output, level);
  }

  private static JobSummaryLevel level(Configuration conf) {
    try {
      return ParquetOutputFormat.getJobSummaryLevel(conf);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Cannot write summary files with `%s` = `%s`: use one of %s"
              .formatted(
                  ParquetOutputFormat.JOB_SUMMARY_LEVEL,
                  conf.get(ParquetOutputFormat.JOB_SUMMARY_LEVEL),
                  Arrays.toString(JobSummaryLevel.values())),
          e);
    }
  }

  /** Keeps the committer from making them. */
  void postpone() {
    conf.set(ParquetOutputFormat.JOB_SUMMARY_LEVEL, JobSummaryLevel.NONE.name());
  }

  /** Makes those that were postponed. */
  void write() {
    conf.set(ParquetOutputFormat.JOB_SUMMARY_LEVEL, level.name());
    ParquetOutputCommitter.writeMetaDataFile(conf, output);
  }
}
