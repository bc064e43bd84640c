package org.parquetext.integration.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.spark.scheduler.EventLoggingListener;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.ExplainMode;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.util.QueryExecutionListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.LogCapture;
import scala.Option;

/** A secret among the options of a write is seen by the file system and by nothing else. */
class SecretsTest extends FailureTest {
  private static final String SECRET = "wJalrXUtnFEMI-K7MDENG-bPxRfiCYEXAMPLEKEY";

  @TempDir private Path events;
  private final List<String> plans = new CopyOnWriteArrayList<>();
  private final Plans listener = new Plans();
  private EventLoggingListener eventLog;
  private LogCapture log;

  /** Keeps every way in which a plan is shown. */
  private final class Plans implements QueryExecutionListener {
    @Override
    public void onSuccess(String function, QueryExecution execution, long nanoseconds) {
      keep(execution);
    }

    @Override
    public void onFailure(String function, QueryExecution execution, Exception exception) {
      keep(execution);
      plans.add(text(exception));
    }

    private void keep(QueryExecution execution) {
      plans.add(execution.toString());
      for (String mode : List.of("simple", "extended", "formatted", "cost")) {
        plans.add(execution.explainString(ExplainMode.fromString(mode)));
      }
    }
  }

  @BeforeEach
  void listen() {
    log = new LogCapture();
    eventLog =
        new EventLoggingListener(
            "application",
            Option.empty(),
            events.toUri(),
            spark().sparkContext().getConf().set("spark.eventLog.compress", "false"));
    eventLog.start();
    spark().sparkContext().addSparkListener(eventLog);
    spark().listenerManager().register(listener);
  }

  @AfterEach
  void stopListening() {
    spark().listenerManager().unregister(listener);
    spark().sparkContext().removeSparkListener(eventLog);
    log.close();
  }

  @Test
  void aWriteThatSucceedsLeavesNoTrace() throws Exception {
    saveWithSecret(table(1_000, "id"));
    requireNoTrace();
  }

  @Test
  void aWriteOfPartitionsLeavesNoTrace() throws Exception {
    table(1_000, "id", "id % 2 AS p")
        .write()
        .format(FormatUnderTest.NAME)
        .option("fs.s3a.secret.key", SECRET)
        .option("fs.s3a.session.token", SECRET)
        .partitionBy("p")
        .save(table().toString());
    requireNoTrace();
  }

  @Test
  void aWriteThatFailsLeavesNoTrace() throws Exception {
    Throwable failure =
        catchThrowable(() -> saveWithSecret(table(1_000, "raise_error(CAST(id AS STRING)) AS x")));
    assertThat(failure).isNotNull();
    assertThat(text(failure)).doesNotContain(SECRET);
    requireNoTrace();
  }

  @Test
  void aWriteThatIsRefusedLeavesNoTrace() throws Exception {
    Throwable failure =
        catchThrowable(
            () ->
                table(1, "id")
                    .write()
                    .format(FormatUnderTest.NAME)
                    .option("fs.s3a.secret.key", SECRET)
                    .option("rowGroupSizeBytes", "-1")
                    .save(table().toString()));
    assertThat(failure).isNotNull();
    assertThat(text(failure)).doesNotContain(SECRET);
    requireNoTrace();
  }

  private void saveWithSecret(Dataset<Row> rows) {
    rows.write()
        .format(FormatUnderTest.NAME)
        .option("fs.s3a.secret.key", SECRET)
        .save(table().toString());
  }

  private void requireNoTrace() throws Exception {
    spark().sparkContext().listenerBus().waitUntilEmpty();
    eventLog.stop();
    assertThat(log.lines()).as("log").isNotEmpty().noneMatch(line -> line.contains(SECRET));
    requireWithoutSecret("plans", plans);
    requireWithoutSecret("event log", eventLogTexts());
  }

  /** The texts speak of the write, yet not of the secret. */
  private void requireWithoutSecret(String what, List<String> texts) {
    assertThat(texts)
        .as(what)
        .anyMatch(text -> text.contains(table().toString()))
        .noneMatch(text -> text.contains(SECRET));
  }

  private List<String> eventLogTexts() throws IOException {
    try (Stream<Path> files = Files.walk(events)) {
      return files.filter(Files::isRegularFile).map(SecretsTest::read).toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
