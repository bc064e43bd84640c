package org.parquetext.integration.save;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parquetext.integration.fixture.Footer;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.FullEffort;
import org.parquetext.integration.fixture.SparkReader;
import org.parquetext.integration.fixture.TableDirectory;
import org.parquetext.integration.fixture.WriteInputs;
import org.parquetext.integration.fixture.WriteTest;

/** Files, partitions, and what is overwritten, where a scan gives the rows in batches. */
class ScanWritesTest extends WriteTest {

  /** What a scan gives. */
  enum Input {
    BATCHES,
    ROWS
  }

  private Path source() {
    return directory().resolve("source");
  }

  private Path table() {
    return directory().resolve("table");
  }

  private Dataset<Row> read(Path path) {
    return spark().read().parquet(path.toString());
  }

  private void set(Input input) {
    spark().conf().set("spark.sql.parquet.enableVectorizedReader", input == Input.BATCHES);
  }

  private static DataFrameWriter<Row> writer(Dataset<Row> rows) {
    return rows.write().format(FormatUnderTest.NAME);
  }

  /** Writes as the input says, and makes sure that it did. */
  private WriteInputs save(Input input, DataFrameWriter<Row> writer) {
    set(input);
    WriteInputs inputs = WriteInputs.of(spark());
    writer.save(table().toString());
    if (input == Input.BATCHES) {
      inputs.requireBatches();
    } else {
      inputs.requireRows();
    }
    return inputs;
  }

  @Test
  void filesEndWhenTheyHaveTheirBytesAndHoldEveryRowInOrder() throws IOException {
    int rows = 400_000;
    int rowGroupBytes = 128 << 10;
    int targetBytes = 8 * rowGroupBytes;
    table(rows, "id", "xxhash64(id) AS noise").write().parquet(source().toString());
    DataFrameWriter<Row> writer =
        writer(read(source()))
            .option("rowGroupSizeBytes", rowGroupBytes)
            .option("targetFileSizeBytes", targetBytes);
    save(Input.BATCHES, writer).requireBatches(rows);
    List<Path> files = new TableDirectory(table()).parquetFiles();
    assertThat(files).hasSizeGreaterThan(4);
    for (Path file : files.subList(0, files.size() - 1)) {
      assertThat(Files.size(file))
          .as("bytes of %s", file)
          .isBetween((long) (targetBytes * 0.95), (long) (targetBytes * 1.05));
    }
    assertThat(idsOf(files)).isEqualTo(numbers(rows));
  }

  @Test
  void filesOfPartitionsHaveTheirRecordsAndHoldEveryRowInOrder() {
    int rows = 20_000;
    table(rows, "id", "id % 3 AS p").write().parquet(source().toString());
    DataFrameWriter<Row> writer =
        writer(read(source()))
            .partitionBy("p")
            .option("fanout", true)
            .option("maxRecordsPerFile", 1_500);
    save(Input.BATCHES, writer);
    Map<Path, List<Path>> filesByDirectory = new TreeMap<>();
    for (Path file : new TableDirectory(table()).parquetFiles()) {
      filesByDirectory.computeIfAbsent(file.getParent(), p -> new ArrayList<>()).add(file);
    }
    assertThat(filesByDirectory).hasSize(3);
    filesByDirectory.forEach(
        (partition, files) -> {
          long p = Long.parseLong(partition.getFileName().toString().substring("p=".length()));
          assertThat(files)
              .extracting(file -> Footer.read(file).raw().getNum_rows())
              .hasSize(5)
              .startsWith(1_500L, 1_500L, 1_500L, 1_500L);
          assertThat(idsOf(files))
              .isEqualTo(LongStream.range(0, rows).filter(id -> id % 3 == p).boxed().toList());
        });
  }

  /** As they stand in the files, one after the other. */
  private List<Long> idsOf(List<Path> files) {
    List<Long> ids = new ArrayList<>();
    for (Path file : files) {
      ids.addAll(read(file).select("id").as(Encoders.LONG()).collectAsList());
    }
    return ids;
  }

  private static List<Long> numbers(long end) {
    return LongStream.range(0, end).boxed().toList();
  }

  /** A few files are open; the rows of all other partitions are taken out of their batches. */
  @Test
  void everyRowOfManyMorePartitionsThanFilesMayBeOpenIsThereInOrder() {
    table(
            6_000,
            "id",
            "hash(id) % 16 AS p",
            "IF(id % 11 = 0, NULL, 'x') AS q",
            "IF(id % 3 = 0, NULL, id * 7) AS n",
            "IF(id % 5 = 0, NULL, sequence(0, id % 4)) AS longs",
            "transform(sequence(0, id % 3), x -> IF(x = 1, NULL, concat('t', x))) AS texts",
            "IF(id % 7 = 0, NULL, named_struct('a', id, 'b', array(named_struct('c', 'x')))) AS s",
            "map(concat('k', id % 3), IF(id % 2 = 0, NULL, id)) AS m",
            "CAST(id * 1.5 AS DECIMAL(38,4)) AS wide",
            "CAST(id AS DECIMAL(9,2)) AS narrow",
            "CAST(CAST(id AS STRING) AS BINARY) AS bytes",
            "timestamp_seconds(id) AS ts",
            "make_ym_interval(1, int(id % 9)) AS months",
            "id % 2 = 0 AS flag",
            "float(id) AS f",
            "smallint(id % 9) AS small")
        .write()
        .parquet(source().toString());
    DataFrameWriter<Row> writer =
        writer(read(source())).partitionBy("p", "q").option("maxOpenFiles", 5);
    WriteInputs inputs = save(Input.BATCHES, writer);
    assertThat(inputs.metric("numSingleRows")).isGreaterThan(4_000);
    Dataset<Row> written = read(table()).selectExpr(read(source()).columns());
    SparkReader.requireSameRows(inOrder(read(source())), inOrder(written));
    requireAscendingFiles();
  }

  private static Dataset<Row> inOrder(Dataset<Row> rows) {
    return rows.coalesce(1).sortWithinPartitions("id");
  }

  private void requireAscendingFiles() {
    Map<String, Long> last = new HashMap<>();
    for (Row row : read(table()).selectExpr("input_file_name()", "id").collectAsList()) {
      Long before = last.put(row.getString(0), row.getLong(1));
      assertThat(before == null || before < row.getLong(1)).as("order in %s", row).isTrue();
    }
    assertThat(last).hasSameSizeAs(new TableDirectory(table()).parquetFiles());
  }

  private void writePartitions() {
    writer(table(9_000, "id", "id % 3 + 10 AS q", "id % 3 AS p"))
        .partitionBy("p")
        .save(table().toString());
  }

  private Map<Integer, List<Long>> idsByPartition() {
    Map<Integer, List<Long>> ids = new TreeMap<>();
    for (Row row : read(table()).selectExpr("p", "id").sort("id").collectAsList()) {
      ids.computeIfAbsent(row.getInt(0), p -> new ArrayList<>()).add(row.getLong(1));
    }
    return ids;
  }

  private static List<Long> idsOf(int remainder) {
    return LongStream.range(0, 9_000).filter(id -> id % 3 == remainder).boxed().toList();
  }

  @ParameterizedTest
  @EnumSource(Input.class)
  void otherPartitionsOfATableAreOverwrittenWithWhatIsReadFromIt(Input input) {
    writePartitions();
    Dataset<Row> swapped = read(table()).where("p = 1").selectExpr("id", "p AS q", "q AS p");
    save(input, dynamic(swapped));
    assertThat(idsByPartition())
        .isEqualTo(Map.of(0, idsOf(0), 1, idsOf(1), 2, idsOf(2), 11, idsOf(1)));
  }

  @Test
  void aPartitionIsOverwrittenWithSomeOfItsOwnRows() {
    writePartitions();
    save(Input.BATCHES, dynamic(read(table()).where("p = 1 AND id < 3000")));
    assertThat(idsByPartition())
        .isEqualTo(
            Map.of(
                0, idsOf(0), 1, idsOf(1).stream().filter(id -> id < 3_000).toList(), 2, idsOf(2)));
  }

  private static DataFrameWriter<Row> dynamic(Dataset<Row> rows) {
    return partitioned(rows, SaveMode.Overwrite).option("partitionOverwriteMode", "dynamic");
  }

  private static DataFrameWriter<Row> partitioned(Dataset<Row> rows, SaveMode mode) {
    return writer(rows).mode(mode).option("fanout", true).partitionBy("p");
  }

  @ParameterizedTest
  @EnumSource(Input.class)
  void aTableIsOverwrittenWithItself(Input input) {
    writePartitions();
    save(input, partitioned(read(table()), SaveMode.Overwrite));
    assertThat(idsByPartition()).isEqualTo(Map.of(0, idsOf(0), 1, idsOf(1), 2, idsOf(2)));
    assertThat(new TableDirectory(table()).parquetFiles()).hasSize(3);
  }

  @Test
  @FullEffort
  void aTableIsAppendedToItself() {
    writePartitions();
    save(Input.BATCHES, partitioned(read(table()), SaveMode.Append));
    assertThat(read(table()).count()).isEqualTo(18_000);
    assertThat(read(table()).distinct().count()).isEqualTo(9_000);
  }
}
