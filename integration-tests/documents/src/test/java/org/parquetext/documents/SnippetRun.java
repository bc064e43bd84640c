package org.parquetext.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.parquetext.integration.fixture.Resources;

/** Runs snippets in a session, and looks at what they leave. */
final class SnippetRun {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final SparkSession spark;
  private final Workplace work;
  private final ClassLoader classes;
  private final Dataset<Row> rows;
  private final Path input;

  /** Prepares a session for snippets. */
  SnippetRun(SparkSession spark, Workplace work, ClassLoader classes) throws IOException {
    this.spark = spark;
    this.work = work;
    this.classes = classes;
    this.rows =
        spark
            .range(0, 100, 1, 2)
            .selectExpr(
                "id",
                "date_add(DATE'2026-01-01', CAST(id % 3 AS INT)) AS day",
                "concat('city ', id % 5) AS city",
                "concat('card ', id) AS card",
                "named_struct('name', concat('name ', id)) AS person",
                "id * 1.5D AS salary");
    this.input = work.directory().resolve("input");
    rows.write().mode("overwrite").parquet(input.toString());
    rows.createOrReplaceTempView("staging");
    work.newFiles();
  }

  /** Runs one, and requires that what it writes comes from the pipeline. */
  void run(Snippet snippet) throws Exception {
    if (snippet.language().equals("sql")) {
      runSql(snippet);
    } else {
      runCode(snippet);
    }
    List<Path> files = work.newFiles();
    if (snippet.writes()) {
      assertThat(files).as("files of %s", snippet).isNotEmpty().allMatch(Origin::isPipeline);
    }
    Resources.requireReleased();
  }

  private void runSql(Snippet snippet) {
    String database = snippet.document().name().replaceAll("\\W", "_");
    spark.sql("CREATE DATABASE IF NOT EXISTS " + database);
    spark.sql("USE " + database);
    for (String statement : work.rebase(snippet).split(";\\s*(\n|$)")) {
      spark.sql(statement).collect();
    }
  }

  private void runCode(Snippet snippet) throws Exception {
    SnippetScene scene =
        (SnippetScene)
            classes.loadClass(snippet.className()).getDeclaredConstructor().newInstance();
    scene.spark = spark;
    scene.df = snippet.text().contains("writeStream") ? stream() : rows;
    try (BufferAllocator allocator = new RootAllocator();
        ArrowStreamReader reader = arrow(allocator)) {
      scene.reader = reader;
      scene.root = reader.getVectorSchemaRoot();
      scene.run();
    }
    for (StreamingQuery query : spark.streams().active()) {
      awaitBatch(query);
      query.stop();
    }
  }

  private Dataset<Row> stream() {
    return spark.readStream().schema(rows.schema()).parquet(input.toString());
  }

  /** The next trigger may be minutes away, so that what is asked for is a batch that has ended. */
  private static void awaitBatch(StreamingQuery query) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (query.recentProgress().length == 0 && System.nanoTime() < deadline) {
      assertThat(query.exception().isEmpty()).as(() -> query.exception().toString()).isTrue();
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    assertThat(query.recentProgress()).as("batches").isNotEmpty();
  }

  private static ArrowStreamReader arrow(BufferAllocator allocator) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BigIntVector ids = new BigIntVector("id", allocator);
    try (VectorSchemaRoot root = VectorSchemaRoot.of(ids);
        ArrowStreamWriter writer = new ArrowStreamWriter(root, null, Channels.newChannel(bytes))) {
      ids.setSafe(0, 7);
      root.setRowCount(1);
      writer.writeBatch();
    }
    return new ArrowStreamReader(new ByteArrayInputStream(bytes.toByteArray()), allocator);
  }
}
