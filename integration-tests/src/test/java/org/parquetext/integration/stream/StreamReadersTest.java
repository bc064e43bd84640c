package org.parquetext.integration.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.junit.jupiter.api.Test;
import org.parquetext.integration.fixture.Effort;
import org.parquetext.integration.fixture.FormatUnderTest;

/** Who reads while a stream writes sees whole batches, each once. */
class StreamReadersTest extends StreamTest {
  private static final int BATCH = 10;

  private final int rows = Effort.of(6, 40) * BATCH;

  @Test
  void batchesAreSeenWholeWhileTheLogIsCompacted() throws Exception {
    spark().conf().set("spark.sql.streaming.fileSink.log.compactInterval", 2);
    source().add(0, BATCH);
    run(writer(source().stream(), Map.of("maxRecordsPerFile", "4")).partitionBy("p"));
    requireRows(0, BATCH);
    StreamingQuery copy = copy();
    for (long from = BATCH; from < rows; from += BATCH) {
      source().add(from, from + BATCH);
    }
    ExecutorService readers = Executors.newSingleThreadExecutor();
    try {
      StreamingQuery query =
          writer(source().stream(), Map.of("maxRecordsPerFile", "4"))
              .partitionBy("p")
              .start(table().toString());
      Future<List<Integer>> seen = readers.submit(() -> read(query));
      query.awaitTermination();
      assertThat(seen.get(1, TimeUnit.MINUTES)).isSorted().endsWith(rows);
    } finally {
      readers.shutdownNow();
    }
    requireRows(0, rows);
    requireCopied(copy);
  }

  /** How many rows there were each time, until all are there. */
  private List<Integer> read(StreamingQuery query) {
    List<Integer> seen = new ArrayList<>();
    boolean isLast;
    do {
      isLast = !query.isActive();
      List<Long> ids = ids(FormatUnderTest.BUILT_IN);
      assertThat(ids.size() % BATCH).as("rows of half a batch").isZero();
      assertThat(ids).isEqualTo(numbers(0, ids.size()));
      seen.add(ids.size());
    } while (!isLast);
    return seen;
  }

  /** Another stream that reads the table. */
  private StreamingQuery copy() throws Exception {
    return spark()
        .readStream()
        .schema("id BIGINT, name STRING, p INT")
        .format(FormatUnderTest.NAME)
        .load(table().toString())
        .writeStream()
        .format(FormatUnderTest.NAME)
        .option("checkpointLocation", directory().resolve("copied").toString())
        .start(directory().resolve("copy").toString());
  }

  private void requireCopied(StreamingQuery copy) throws Exception {
    copy.processAllAvailable();
    copy.stop();
    List<Long> ids =
        spark()
            .read()
            .parquet(directory().resolve("copy").toString())
            .select("id")
            .collectAsList()
            .stream()
            .map(row -> row.getLong(0))
            .sorted()
            .toList();
    assertThat(ids).isEqualTo(numbers(0, rows));
  }
}
