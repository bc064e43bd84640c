package org.parquetext.integration.pushdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.parquet.column.Encoding;
import org.apache.spark.SparkException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parquetext.integration.fixture.DuckDbReader;
import org.parquetext.integration.fixture.Footer;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.ParquetJavaReader;
import org.parquetext.integration.fixture.SparkReader;
import org.parquetext.integration.fixture.SparkTest;
import org.parquetext.integration.fixture.TableDirectory;

/** Every reader reads what version 2 chooses, also where filters have it skip values. */
@SparkTest
class MeasuredEncodingsTest {
  private static final int ROWS = 30_000;

  private static final String ADDRESS = "format_string('https://example.org/%08d', id) AS address";

  /** Values in an order for which differences pay, and in none. */
  private static final String[] COLUMNS = {
    "id",
    "CAST(id AS INT) AS int",
    "CAST(id % 30000 AS SMALLINT) AS short",
    "CAST(id DIV 300 AS TINYINT) AS byte",
    "id % 2 = 0 AS boolean",
    "xxhash64(id) AS hash",
    "hash(id) AS small_hash",
    "IF(id % 5 = 0, NULL, id DIV 3) AS thirds",
    "id / 7 AS double",
    "CAST(id AS DECIMAL(9,2)) AS decimal9",
    "CAST(id AS DECIMAL(18,2)) AS decimal18",
    "CAST(id AS DECIMAL(38,2)) AS decimal38",
    "date_from_unix_date(CAST(id AS INT)) AS date",
    "timestamp_micros(id * 1234567) AS timestamp",
    ADDRESS,
    "IF(id % 5 = 0, NULL, substring(sha2(CAST(id AS STRING), 512), 1, 1 + int(id * 31 % 97)))"
        + " AS digits",
    "CAST(repeat(sha2(CAST(id AS STRING), 512), 10) AS BINARY) AS bytes",
    "array(id, id + 1) AS list",
    "named_struct('a', id, 'b', CAST(id AS STRING)) AS struct",
    "map(CAST(id AS STRING), xxhash64(id)) AS map"
  };

  /** Its pages hold other rows than those of most columns. */
  private static final String AN_ADDRESS = "address = 'https://example.org/00012345'";

  @TempDir private Path directory;
  private SparkSession session;

  @BeforeEach
  void openSession(SparkSession newSession) {
    session = newSession;
    session.conf().set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
  }

  @ParameterizedTest
  @CsvSource({
    "none, true",
    "none, false",
    "snappy, true",
    "snappy, false",
    "zstd, true",
    "zstd, false",
    "gzip, false",
    "lz4_raw, false"
  })
  void areReadByEveryReader(String codec, String dictionary) {
    Path expected = write("expected", FormatUnderTest.BUILT_IN, Map.of());
    Path measured =
        write(
            "measured",
            FormatUnderTest.NAME,
            Map.of("writerVersion", "v2", "compression", codec, "dictionaryEnabled", dictionary));

    assertThat(encodings(measured))
        .contains(Encoding.PLAIN, Encoding.DELTA_BINARY_PACKED, Encoding.DELTA_LENGTH_BYTE_ARRAY);
    assertThat(encodings(measured).contains(Encoding.DELTA_BYTE_ARRAY))
        .isEqualTo(!codec.equals("none"));
    new SparkReader(session).requireSameRows(expected, measured);
    SparkReader.rowByRow(session).requireSameRows(expected, measured);
    new ParquetJavaReader().requireSameRows(expected, measured);
    new DuckDbReader().requireSameRows(expected, measured);
    requireSameFilteredRows(measured, "id % 1000 = 7 AND id BETWEEN 3100 AND 24000");
    requireSameFilteredRows(measured, "hash = xxhash64(4321L)");
    requireSameFilteredRows(measured, AN_ADDRESS);
  }

  /** Why such columns stay PLAIN. */
  @Test
  void sparkCannotSkipDeltaByteArraysOfFixedLength() {
    Path table =
        write(
            "fixed",
            FormatUnderTest.NAME,
            Map.of("encoding#decimal38", "DELTA_BYTE_ARRAY", "pageSizeBytes", "20k"));

    assertThat(session.read().parquet(table.toString()).select("decimal38").collectAsList())
        .hasSize(ROWS);
    Dataset<Row> filtered =
        session.read().parquet(table.toString()).where(AN_ADDRESS).select("decimal38");
    assertThatThrownBy(filtered::collectAsList)
        .isInstanceOf(SparkException.class)
        .hasStackTraceContaining("VectorizedReaderBase.skipFixedLenByteArray");
  }

  /** Why values that are not compressed are no DELTA_BYTE_ARRAY. */
  @Test
  void sparkMisreadsDeltaByteArraysThatAreNotCompressed() {
    Path builtIn =
        write(
            "built-in",
            FormatUnderTest.BUILT_IN,
            Map.of(
                "parquet.writer.version", "PARQUET_2_0",
                "parquet.enable.dictionary", "false",
                "compression", "none"));
    Path own =
        write(
            "own",
            FormatUnderTest.NAME,
            Map.of("encoding#address", "DELTA_BYTE_ARRAY", "compression", "none"));

    List<Row> expected = session.range(0, ROWS, 1, 1).selectExpr(ADDRESS).collectAsList();
    for (Path table : List.of(builtIn, own)) {
      assertThat(addresses(table)).as("%s", table).isNotEqualTo(expected);
      session.conf().set("spark.sql.parquet.enableVectorizedReader", false);
      assertThat(addresses(table)).as("%s", table).isEqualTo(expected);
      session.conf().unset("spark.sql.parquet.enableVectorizedReader");
    }
  }

  private List<Row> addresses(Path table) {
    return session.read().parquet(table.toString()).select("address").collectAsList();
  }

  private void requireSameFilteredRows(Path table, String condition) {
    List<String> filtered = filteredRows(table, condition);
    session.conf().set("spark.sql.parquet.filterPushdown", false);
    try {
      assertThat(filtered).as(condition).isNotEmpty().isEqualTo(filteredRows(table, condition));
    } finally {
      session.conf().set("spark.sql.parquet.filterPushdown", true);
    }
  }

  private List<String> filteredRows(Path table, String condition) {
    return session.read().parquet(table.toString()).where(condition).toJSON().collectAsList();
  }

  private Path write(String name, String format, Map<String, String> options) {
    Path table = directory.resolve(name);
    session
        .range(0, ROWS, 1, 1)
        .selectExpr(COLUMNS)
        .write()
        .format(format)
        .options(options)
        .save(table.toString());
    return table;
  }

  private static Set<Encoding> encodings(Path table) {
    return Footer.read(new TableDirectory(table).parquetFile()).interpreted().getBlocks().stream()
        .flatMap(rowGroup -> rowGroup.getColumns().stream())
        .flatMap(chunk -> chunk.getEncodingStats().getDataEncodings().stream())
        .collect(Collectors.toSet());
  }
}
