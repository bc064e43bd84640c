package org.parquetext.spark.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.options.WriteOptions;
import org.parquetext.spark.LocalSpark;

/** What a failed job deletes of tasks that committed, and of whose commit nobody was told. */
@ExtendWith(LocalSpark.class)
class DirectFilesTest {

  @TempDir private Path table;
  private SparkContext context;
  private HeldEvents held;

  @BeforeEach
  void begin(SparkSession spark) {
    context = spark.sparkContext();
    context.setLocalProperty(RunningTasks.EXECUTION_ID, "987654322");
    held = new HeldEvents(SparkListenerJobStart.class);
    context.addSparkListener(held);
  }

  @AfterEach
  void end() {
    held.release();
    context.removeSparkListener(held);
    context.setLocalProperty(RunningTasks.EXECUTION_ID, null);
  }

  @Test
  void filesOfTasksAreNotLeftWhereNothingOfTheirJobIsHeard() throws IOException {
    DirectFiles files =
        new DirectFiles(
            context,
            new org.apache.hadoop.fs.Path(table.toUri()),
            new Configuration(),
            WriteOptions.defaults());
    TaskCommits tasks = files.begin();
    JavaSparkContext.fromSparkContext(context)
        .parallelize(List.of(1, 2), 2)
        .foreach(number -> create(tasks));
    assertThat(table).isDirectoryContaining("glob:**.parquet");
    files.deleteAll();
    assertThat(table).isEmptyDirectory();
  }

  private static void create(TaskCommits tasks) {
    TaskCommit task = tasks.begin(TaskContext.get());
    try {
      Files.createFile(Path.of(task.newFile("", "", ".parquet").toUri().getPath()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    task.commit(List.of(), 0);
  }
}
