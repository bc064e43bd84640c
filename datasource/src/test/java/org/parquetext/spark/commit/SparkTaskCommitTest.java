package org.parquetext.spark.commit;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.spark.internal.io.HadoopMapReduceCommitProtocol;
import org.junit.jupiter.api.Test;

class SparkTaskCommitTest {

  @Test
  void aKilledTaskIsAbortedWithTheInterruptPutOff() {
    ObservingProtocol protocol = new ObservingProtocol();
    TaskAttemptContext context =
        new TaskAttemptContextImpl(new Configuration(false), new TaskAttemptID());
    Thread.currentThread().interrupt();
    new SparkTaskCommit(protocol, context).abort();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(protocol.aborts).isEqualTo(1);
    assertThat(protocol.interrupted).isFalse();
  }

  /** Sees whether it is asked to abort by an interrupted thread. */
  private static final class ObservingProtocol extends HadoopMapReduceCommitProtocol {

    private static final long serialVersionUID = 1L;

    private int aborts;
    private boolean interrupted;

    ObservingProtocol() {
      super("job", "path", false);
    }

    @Override
    public void abortTask(TaskAttemptContext context) {
      aborts++;
      interrupted |= Thread.currentThread().isInterrupted();
    }
  }
}
