package org.parquetext.integration.objectstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.StreamSource;

/** A stream into a bucket. */
class StreamStoreTest extends ObjectStoreTest {
  @TempDir private Path directory;

  @Test
  void filesAreUploadedToWhereTheyStay() throws Exception {
    StreamSource source = new StreamSource(spark(), directory.resolve("source"));
    source.add(0, 10);
    source.add(10, 20);
    run(source);
    source.add(20, 30);
    run(source);
    assertThat(ids()).containsExactlyElementsOf(numbers(0, 30));
    assertThat(files()).hasSize(Arrays.asList(spark().read().parquet(table()).inputFiles()).size());
    assertThat(store().proxy().requests(S3Request.Kind.COPY))
        .noneMatch(request -> request.target().contains(".parquet"));
    assertThat(store().pendingUploads()).isEmpty();
    assertThat(store().keys())
        .noneMatch(key -> key.contains("__magic") || key.contains("_temporary"))
        .noneMatch(key -> key.contains(".attempts/"));
  }

  private void run(StreamSource source) throws Exception {
    StreamingQuery query =
        source.stream()
            .writeStream()
            .format(FormatUnderTest.NAME)
            .partitionBy("p")
            .option("maxRecordsPerFile", 2)
            .option("verify", "footer")
            .option("checkpointLocation", directory.resolve("checkpoint").toString())
            .trigger(Trigger.AvailableNow())
            .start(table());
    query.awaitTermination();
  }
}
