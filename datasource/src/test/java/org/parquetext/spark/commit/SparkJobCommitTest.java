package org.parquetext.spark.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.spark.internal.io.HadoopMapReduceCommitProtocol;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.spark.LocalSpark;

@ExtendWith(LocalSpark.class)
class SparkJobCommitTest {

  @TempDir private Path table;
  private SparkSession spark;
  private SparkJobCommit commit;

  @BeforeEach
  void prepare(SparkSession session) throws IOException {
    spark = session;
    ObservingProtocol.aborts = 0;
    ObservingProtocol.interrupted = false;
    ObservingProtocol.failing = false;
    commit =
        new SparkJobCommit(
            spark.sparkContext(),
            ObservingProtocol.class.getName(),
            new org.apache.hadoop.fs.Path(table.toUri()),
            new Configuration(),
            OldFiles.none());
  }

  @AfterEach
  void noListenerIsLeft() {
    assertThat(spark.sparkContext().listenerBus().listeners())
        .noneMatch(RunningTasks.class::isInstance);
  }

  @Test
  void aJobThatDidNotBeginIsNotAborted() throws IOException {
    commit.abort();
    assertThat(ObservingProtocol.aborts).isZero();
  }

  @Test
  void aJobIsAbortedOnce() throws IOException {
    commit.setUp();
    commit.abort();
    commit.abort();
    assertThat(ObservingProtocol.aborts).isEqualTo(1);
  }

  @Test
  void aJobThatCannotBeginIsNotAbortedAgain() throws IOException {
    ObservingProtocol.failing = true;
    assertThatThrownBy(commit::setUp).hasMessage("no job today");
    assertThat(ObservingProtocol.aborts).isEqualTo(1);
    commit.abort();
    assertThat(ObservingProtocol.aborts).isEqualTo(1);
  }

  @Test
  void aJobThatHasCommittedIsNotAborted() throws IOException {
    commit.setUp();
    commit.commit(List.of());
    commit.abort();
    assertThat(ObservingProtocol.aborts).isZero();
  }

  @Test
  void anInterruptIsPutOffUntilTheJobIsAborted() throws IOException {
    commit.setUp();
    Thread.currentThread().interrupt();
    commit.abort();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(ObservingProtocol.aborts).isEqualTo(1);
    assertThat(ObservingProtocol.interrupted).isFalse();
    assertThat(table).isEmptyDirectory();
  }

  /** Counts its aborts, and sees whether the thread is interrupted then. */
  public static final class ObservingProtocol extends HadoopMapReduceCommitProtocol {

    private static final long serialVersionUID = 1L;

    private static int aborts;
    private static boolean interrupted;
    private static boolean failing;

    /** Spark makes it by name. */
    public ObservingProtocol(String jobId, String path, boolean dynamicPartitionOverwrite) {
      super(jobId, path, dynamicPartitionOverwrite);
    }

    @Override
    public void setupJob(JobContext context) {
      super.setupJob(context);
      if (failing) {
        throw new IllegalStateException("no job today");
      }
    }

    @Override
    public void abortJob(JobContext context) {
      aborts++;
      interrupted |= Thread.currentThread().isInterrupted();
      super.abortJob(context);
    }
  }
}
