package org.parquetext.integration.stream;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.WriteInputs;

/** Where the plan of a stream's batch ends in columns, the writer takes them as they are. */
class StreamInputTest extends StreamTest {
  private static final long ROWS = 3_000;

  private WriteInputs inputs;

  @BeforeEach
  void aSource() throws Exception {
    source().add(0, 1_000);
    source().add(1_000, ROWS);
    inputs = WriteInputs.of(spark());
  }

  static Stream<Map<String, String>> options() {
    return Stream.of(Map.of(), Map.of("fanout", "true"), Map.of("maxRecordsPerFile", "700"));
  }

  @ParameterizedTest
  @MethodSource("options")
  void aScanGivesBatches(Map<String, String> options) throws Exception {
    var writer = writer(source().stream(), options);
    StreamingQuery query = run(options.containsKey("fanout") ? writer.partitionBy("p") : writer);
    inputs.requireBatches(2_000);
    requireRows(0, ROWS);
    requireValues();
    assertThat(query.recentProgress())
        .extracting(StreamingQueryProgress::numInputRows)
        .contains(1_000L, 2_000L);
  }

  private void requireValues() {
    Dataset<Row> written = spark().read().parquet(table().toString());
    assertThat(written.where("name = concat('name ', id) AND p = id % 3").count()).isEqualTo(ROWS);
  }

  @ParameterizedTest
  @ValueSource(strings = {FormatUnderTest.BUILT_IN, "orc"})
  void columnsAreChosenAndRowsAreFiltered(String format) throws Exception {
    Dataset<Row> rows = source().stream();
    if (!format.equals(FormatUnderTest.BUILT_IN)) {
      String orc = directory().resolve("orc").toString();
      spark().read().parquet(source().directory().toString()).coalesce(1).write().orc(orc);
      rows = spark().readStream().schema(rows.schema()).orc(orc);
    }
    run(writer(rows.where("p = 1").select(col("name").as("text"), col("id")), Map.of()));
    inputs.requireBatches();
    Dataset<Row> written = spark().read().parquet(table().toString());
    assertThat(written.columns()).containsExactly("text", "id");
    assertThat(written.where("text = concat('name ', id) AND id % 3 = 1").count()).isEqualTo(1_000);
    assertThat(written.count()).isEqualTo(1_000);
  }

  @Test
  void whatIsObservedNeedsRows() throws Exception {
    run(writer(source().stream().observe("seen", count(lit(1)).as("rows")), Map.of()));
    inputs.requireRows("CollectMetrics gives rows");
    requireRows(0, ROWS);
  }

  @Test
  void aShuffleGivesRows() throws Exception {
    run(writer(stream(), Map.of()));
    inputs.requireRows();
    requireRows(0, ROWS);
    requireValues();
  }
}
