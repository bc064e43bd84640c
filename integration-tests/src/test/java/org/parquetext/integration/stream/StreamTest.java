package org.parquetext.integration.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.StreamSource;
import org.parquetext.integration.fixture.TableDirectory;
import org.parquetext.integration.fixture.WriteTest;

/** A stream of files, each of which is a batch, that is written to a table. */
abstract class StreamTest extends WriteTest {
  private static final long PATIENCE_MILLIS = 60_000;

  /** A process that dies may leave a temporary file in the checkpoint of its first batch. */
  @BeforeEach
  void allowCheckpointsOfDeadQueries() {
    spark().conf().set(MortalQuery.REFUSED_CHECKPOINTS, false);
  }

  @AfterEach
  void noQueryIsLeft() throws Exception {
    for (StreamingQuery query : spark().streams().active()) {
      query.stop();
    }
  }

  final StreamSource source() {
    return new StreamSource(spark(), directory().resolve("source"));
  }

  final Path table() {
    return directory().resolve("table");
  }

  final Path checkpoint() {
    return directory().resolve("checkpoint");
  }

  /** Rows with an id, {@code p} of three values, in two tasks. */
  final Dataset<Row> stream() {
    return source().stream().repartition(2);
  }

  /** A writer that ends when all batches that are there are written. */
  final DataStreamWriter<Row> writer(Dataset<Row> stream, Map<String, String> options) {
    return stream
        .writeStream()
        .format(FormatUnderTest.NAME)
        .trigger(Trigger.AvailableNow())
        .option("checkpointLocation", checkpoint().toString())
        .options(options);
  }

  final StreamingQuery run(DataStreamWriter<Row> writer) throws Exception {
    return run(writer, table().toString());
  }

  /** Runs a query to its end. */
  final StreamingQuery run(DataStreamWriter<Row> writer, String table) throws Exception {
    StreamingQuery query = writer.start(table);
    assertThat(query.awaitTermination(PATIENCE_MILLIS)).as("the query has ended").isTrue();
    return query;
  }

  /**
   * Fails unless Spark reads exactly these ids, and there is no file that the log does not list.
   */
  final void requireRows(long from, long to) throws IOException {
    assertThat(ids(FormatUnderTest.BUILT_IN)).isEqualTo(numbers(from, to));
    requireAllFilesLogged();
  }

  final List<Long> ids(String format) {
    return spark()
        .read()
        .format(format)
        .load(table().toString())
        .select("id")
        .collectAsList()
        .stream()
        .map(row -> row.getLong(0))
        .sorted()
        .toList();
  }

  static List<Long> numbers(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }

  /** What the log lists, as Spark reads it. */
  final List<String> loggedFiles() {
    return Arrays.stream(spark().read().parquet(table().toString()).inputFiles())
        .map(file -> file.substring(file.indexOf(table().toString()) + table().toString().length()))
        .map(file -> file.substring(1).replace("%253A", "%3A"))
        .sorted()
        .toList();
  }

  final void requireAllFilesLogged() {
    assertThat(files()).as("files on disk").isEqualTo(loggedFiles());
  }

  final List<String> files() {
    return new TableDirectory(table())
        .names().stream().filter(name -> name.endsWith(".parquet")).toList();
  }
}
