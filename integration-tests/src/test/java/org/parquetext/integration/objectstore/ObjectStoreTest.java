package org.parquetext.integration.objectstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.Resources;
import org.parquetext.integration.fixture.SparkTest;

/** A table in a bucket of the test's own. Whatever a test does, no thread or memory stays taken. */
@SparkTest
@ExtendWith(ObjectStore.Extension.class)
abstract class ObjectStoreTest {
  private static final String TABLE = "deep/table";

  private SparkSession spark;
  private ObjectStore store;

  @BeforeEach
  final void configure(SparkSession session, ObjectStore bucket) {
    spark = session;
    store = bucket;
    bucket.configure(session);
    // Whoever looks at the bucket first, by whatever session, makes the file system for all.
    SparkSession.setActiveSession(session);
  }

  @AfterEach
  final void everythingIsGivenBack() {
    SparkSession.clearActiveSession();
    Resources.requireReleased();
  }

  final SparkSession spark() {
    return spark;
  }

  final ObjectStore store() {
    return store;
  }

  /** The key that all objects of the table begin with. */
  final String tableKey() {
    return TABLE;
  }

  final String table() {
    return store.path(TABLE);
  }

  /** Rows with an id, of {@code tasks} tasks, in two partitions of different length. */
  final Dataset<Row> rows(long from, long to, int tasks) {
    return spark.range(from, to, 1, tasks).selectExpr("id", "id % 2 AS p");
  }

  final DataFrameWriter<Row> writer(Dataset<Row> rows, SaveMode mode) {
    return rows.write().format(FormatUnderTest.NAME).mode(mode);
  }

  /** The ids that Spark reads from the table, sorted. */
  final List<Long> ids() {
    return spark.read().parquet(table()).select("id").as(Encoders.LONG()).collectAsList().stream()
        .sorted()
        .toList();
  }

  static List<Long> numbers(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }

  /** The names of the table's Parquet files, partition directories included. */
  final List<String> files() {
    return store.keys().stream()
        .filter(key -> key.startsWith(TABLE + "/") && key.endsWith(".parquet"))
        .toList();
  }

  /** Fails unless the bucket holds but files of tables, success markers and their directories. */
  final void requireNothingTemporary() {
    assertThat(store.pendingUploads()).as("pending uploads").isEmpty();
    requireNoTemporaryObjects();
  }

  /** The same of objects: uploads may be pending. */
  final void requireNoTemporaryObjects() {
    assertThat(store.keys())
        .as("objects")
        .allMatch(key -> key.matches(".*(/|\\.parquet|/_SUCCESS)"))
        .noneMatch(key -> key.contains("__magic") || key.contains("_temporary"));
  }
}
