package org.parquetext.integration.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.SparkPlan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.parquetext.integration.fixture.Footer;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.SparkTest;
import org.parquetext.integration.fixture.TableDirectory;

/** A table of every type with statistics, in row groups and pages of ascending values. */
@SparkTest
class FilterTest {
  private static final int ROWS = 2_000;
  private static final int NULLS_FROM = 1_500;
  private static final int ROW_GROUP_ROWS = 500;
  private static final int PAGE_ROWS = 100;

  private static final String TEXT = "lpad(CAST(%s AS STRING), 5, '0')";
  private static final String DURATION = "make_dt_interval(0, 0, 0, CAST(%s AS DECIMAL(18,6)))";

  private static final List<FilteredType> TYPES =
      List.of(
          FilteredType.pushed("boolean", "(%s >= 1000)"),
          FilteredType.pushed("byte", "CAST(%s DIV 20 AS TINYINT)"),
          FilteredType.pushed("short", "CAST(%s AS SMALLINT)"),
          FilteredType.pushed("int", "CAST(%s - 500 AS INT)"),
          FilteredType.pushed("long", "(%s * 10000000000L)"),
          FilteredType.pushed("float", "CAST(%s - 500 AS FLOAT)"),
          FilteredType.pushed("double", "CAST(%s / 7 AS DOUBLE)"),
          FilteredType.pushed("decimal9", "CAST(%s - 500 AS DECIMAL(9,2))"),
          FilteredType.pushed("decimal18", "CAST(%s - 500 AS DECIMAL(18,2))"),
          FilteredType.pushed("decimal38", "CAST(%s - 500 AS DECIMAL(38,2))"),
          FilteredType.pushed("string", TEXT),
          FilteredType.pushed("long string", "concat(repeat('long', 20), " + TEXT + ")"),
          FilteredType.notPushed("collated", "(" + TEXT + " COLLATE UTF8_LCASE)"),
          FilteredType.pushed("binary", "CAST(" + TEXT + " AS BINARY)"),
          FilteredType.pushed("date", "date_from_unix_date(CAST(%s - 500 AS INT))"),
          FilteredType.pushed("timestamp", "timestamp_micros((%s - 500) * 1234567L)"),
          FilteredType.notPushed("local", "(TIMESTAMP_NTZ'2000-01-01' + " + DURATION + ")"),
          FilteredType.pushed("time", "(TIME'01:00:00' + " + DURATION + ")"),
          FilteredType.notPushed("months", "make_ym_interval(0, CAST(%s AS INT))"),
          FilteredType.notPushed("duration", DURATION));

  @TempDir private static Path directory;

  private SparkSession session;

  @BeforeEach
  void writeOnce(SparkSession newSession) {
    session = newSession;
    session.conf().set("spark.sql.timeType.enabled", true);
    session.conf().set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
    write(FormatUnderTest.BUILT_IN);
    write(FormatUnderTest.NAME);
  }

  @ParameterizedTest
  @FieldSource("TYPES")
  void sparkFindsTheSameRowsWithoutReadingAllPages(FilteredType type) {
    String column = type.column();
    requireSkipping(type, column + " = " + type.of(120));
    requireSkipping(type, column + " < " + type.of(1_100));
    requireSkipping(type, "struct." + column + " IN (" + type.of(10) + ", " + type.of(1_420) + ")");
    requireSkipping(type, column + " IS NULL");
  }

  @Test
  void parquetJavaSkipsPagesByTheIndexesOfEveryColumn() {
    Footer own = Footer.read(file(FormatUnderTest.NAME));
    for (ColumnChunkMetaData chunk : own.interpreted().getBlocks().get(1).getColumns()) {
      FilterPredicate predicate = equalsMinimum(chunk);
      long rows = filteredRows(FormatUnderTest.NAME, predicate);
      assertThat(rows)
          .as("rows left by %s", predicate)
          .isEqualTo(filteredRows(FormatUnderTest.BUILT_IN, predicate))
          .isPositive()
          .isLessThanOrEqualTo(ROWS / 2);
    }
  }

  private void requireSkipping(FilteredType type, String condition) {
    Dataset<Row> filtered = table(FormatUnderTest.NAME).where(condition).select("id");
    assertThat(filtered.collectAsList())
        .as(condition)
        .isNotEmpty()
        .isEqualTo(rowsWithoutPushdown(condition));
    if (type.pushed() == FilteredType.Pushed.YES) {
      assertThat(scannedRows(filtered)).as("rows scanned for %s", condition).isLessThan(ROWS);
    }
  }

  private List<Row> rowsWithoutPushdown(String condition) {
    session.conf().set("spark.sql.parquet.filterPushdown", false);
    try {
      Dataset<Row> filtered = table(FormatUnderTest.NAME).where(condition).select("id");
      List<Row> rows = filtered.collectAsList();
      assertThat(scannedRows(filtered)).as("rows scanned without pushdown").isEqualTo(ROWS);
      return rows;
    } finally {
      session.conf().unset("spark.sql.parquet.filterPushdown");
    }
  }

  /** The reader's own counter, after the rows have been collected. */
  private static long scannedRows(Dataset<Row> collected) {
    SparkPlan plan =
        ((org.apache.spark.sql.classic.Dataset<Row>) collected).queryExecution().executedPlan();
    return plan.collectLeaves().head().metrics().apply("numOutputRows").value();
  }

  private static long filteredRows(String format, FilterPredicate predicate) {
    Configuration configuration = new Configuration();
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(
                new org.apache.hadoop.fs.Path(file(format).toUri()), configuration),
            HadoopReadOptions.builder(configuration)
                .withRecordFilter(FilterCompat.get(predicate))
                .build())) {
      return reader.getFilteredRecordCount();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FilterPredicate equalsMinimum(ColumnChunkMetaData chunk) {
    String path = chunk.getPath().toDotString();
    Object minimum = chunk.getStatistics().genericGetMin();
    return switch (chunk.getPrimitiveType().getPrimitiveTypeName()) {
      case BOOLEAN -> FilterApi.eq(FilterApi.booleanColumn(path), (Boolean) minimum);
      case INT32 -> FilterApi.eq(FilterApi.intColumn(path), (Integer) minimum);
      case INT64 -> FilterApi.eq(FilterApi.longColumn(path), (Long) minimum);
      case FLOAT -> FilterApi.eq(FilterApi.floatColumn(path), (Float) minimum);
      case DOUBLE -> FilterApi.eq(FilterApi.doubleColumn(path), (Double) minimum);
      default -> FilterApi.eq(FilterApi.binaryColumn(path), (Binary) minimum);
    };
  }

  private void write(String format) {
    if (new TableDirectory(directory.resolve(format)).parquetFiles().isEmpty()) {
      String fields =
          TYPES.stream()
              .map(type -> type.column() + ", " + type.of("id"))
              .map(field -> field.replace("`", "'"))
              .collect(Collectors.joining(", "));
      session
          .range(0, ROWS, 1, 1)
          .selectExpr(
              "id", "IF(id < %d, named_struct(%s), NULL) AS struct".formatted(NULLS_FROM, fields))
          .select("id", "struct", "struct.*")
          .write()
          .format(format)
          .option("parquet.block.row.count.limit", ROW_GROUP_ROWS)
          .option("parquet.page.row.count.limit", PAGE_ROWS)
          .save(directory.resolve(format).toString());
    }
  }

  private Dataset<Row> table(String format) {
    return session.read().parquet(directory.resolve(format).toString());
  }

  private static Path file(String format) {
    return new TableDirectory(directory.resolve(format)).parquetFile();
  }
}
