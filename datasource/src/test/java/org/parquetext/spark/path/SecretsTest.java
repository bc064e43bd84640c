package org.parquetext.spark.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.util.QueryExecutionListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.spark.LocalSpark;
import org.parquetext.spark.Tree;

/** Greps everything that a write says for a secret among its options. */
@ExtendWith(LocalSpark.class)
class SecretsTest {

  private static final String SECRET = "hunter2-f4b1c9";

  private final Queue<String> said = new ConcurrentLinkedQueue<>();
  private SparkSession spark;
  private Path table;
  private AbstractAppender appender;

  @BeforeEach
  void listen(SparkSession session, @TempDir Path temporary) {
    spark = session;
    table = temporary.resolve("table");
    appender =
        new AbstractAppender("secrets", null, null, true, Property.EMPTY_ARRAY) {
          @Override
          public void append(LogEvent event) {
            said.add(event.getMessage().getFormattedMessage());
            if (event.getThrown() != null) {
              said.add(trace(event.getThrown()));
            }
          }
        };
    appender.start();
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    context.getConfiguration().getRootLogger().addAppender(appender, Level.ALL, null);
    Configurator.setRootLevel(Level.INFO);
    Configurator.setLevel("org.parquetext", Level.ALL);
    Configurator.setLevel("org.apache.spark.sql", Level.DEBUG);
    spark.listenerManager().register(new Plans());
  }

  @AfterEach
  void stopListening() {
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    context.getConfiguration().getRootLogger().removeAppender("secrets");
    Configurator.setRootLevel(Level.ERROR);
    Configurator.setLevel("org.parquetext", Level.ERROR);
    Configurator.setLevel("org.apache.spark.sql", Level.ERROR);
  }

  private static List<String> eventLog() {
    return Tree.of(LocalSpark.EVENT_LOG).stream()
        .map(LocalSpark.EVENT_LOG::resolve)
        .filter(Files::isRegularFile)
        .map(SecretsTest::text)
        .toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every form of every plan. */
  private final class Plans implements QueryExecutionListener {
    @Override
    public void onSuccess(String function, QueryExecution execution, long nanos) {
      said.add(execution.toString());
      said.add(execution.logical().toString());
      said.add(execution.executedPlan().verboseStringWithSuffix(1000));
    }

    @Override
    public void onFailure(String function, QueryExecution execution, Exception failure) {
      said.add(execution.toString());
      said.add(trace(failure));
    }
  }

  private static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private void save(Dataset<Row> rows, String... options) {
    var writer = rows.write().format("parquet-ext").mode("append");
    for (String option : options) {
      writer = writer.option(option, SECRET);
    }
    writer.option("fs.s3a.secret.key", SECRET).option("pageSizeBytes", "3m").save(table.toString());
  }

  private void assertSecretNeverSaid() throws Exception {
    spark.sparkContext().listenerBus().waitUntilEmpty(60_000);
    assertSaidWithoutSecret(List.copyOf(said));
    assertSaidWithoutSecret(eventLog());
  }

  private static void assertSaidWithoutSecret(List<String> texts) {
    assertThat(texts.stream().anyMatch(text -> text.contains("pageSizeBytes=3m"))).isTrue();
    assertThat(texts.stream().filter(text -> text.contains(SECRET)).map(SecretsTest::around))
        .isEmpty();
  }

  private static String around(String text) {
    int at = text.indexOf(SECRET);
    return text.substring(Math.max(0, at - 200), at + SECRET.length());
  }

  @Test
  void aWriteNeverTellsASecret() throws Exception {
    save(spark.range(5).toDF(), "somePassword");
    assertThat(Tree.parts(table)).isNotEmpty();
    assertSecretNeverSaid();
  }

  @Test
  void aFailedWriteNeverTellsASecret() throws Exception {
    Dataset<Row> rows = spark.range(5).selectExpr("if(id > 2, raise_error('x' || id), id) AS id");
    assertThatThrownBy(() -> save(rows)).satisfies(e -> said.add(trace(e)));
    assertSecretNeverSaid();
  }

  /** Whoever misspells an option may have put a secret behind it. */
  @Test
  void theMessageOfARefusalShowsNoValueOfAStranger() {
    String other = "a-value-of-a-stranger";
    for (String key : List.of("verify_", "compresion", "stranger")) {
      assertThatThrownBy(
              () ->
                  spark
                      .range(5)
                      .write()
                      .format("parquet-ext")
                      .option("unknownOptions", "fail")
                      .option(key, other)
                      .save(table.toString()))
          .hasMessageContaining(key)
          .hasMessageNotContaining(other);
    }
  }
}
