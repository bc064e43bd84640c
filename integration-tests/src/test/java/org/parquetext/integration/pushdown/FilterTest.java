package org.parquetext.integration.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
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
  private static final String PUSHDOWN = "spark.sql.parquet.filterPushdown";
  private static final String COLUMN_INDEX = "parquet.filter.columnindex.enabled";

  @TempDir private static Path directory;

  private SparkSession session;

  @BeforeEach
  void writeOnce(SparkSession newSession) {
    session = newSession;
    for (Storage storage : Storage.values()) {
      storage.applyTo(session);
      write(FormatUnderTest.BUILT_IN, storage);
      write(FormatUnderTest.NAME, storage);
    }
  }

  static List<FilteredType> types() {
    return FilteredType.ALL;
  }

  @ParameterizedTest
  @MethodSource("types")
  void sparkFindsTheSameRowsInTheirPagesOnly(FilteredType type) {
    String column = type.column();
    requireSkipping(type, column + " = " + type.of(120));
    if (!type.name().equals("boolean")) {
      // Of booleans Spark pushes down only whether they are equal.
      requireSkipping(type, column + " < " + type.of(1_100));
    }
    requireSkipping(type, "struct." + column + " IN (" + type.of(10) + ", " + type.of(1_420) + ")");
    requireSkipping(type, column + " IS NULL");
  }

  @ParameterizedTest
  @EnumSource
  void parquetJavaSkipsPagesByTheIndexesOfEveryColumn(Storage storage) {
    Footer own = Footer.read(file(FormatUnderTest.NAME, storage));
    for (ColumnChunkMetaData chunk : own.interpreted().getBlocks().get(1).getColumns()) {
      FilterPredicate predicate = equalsMinimum(chunk);
      long rows = filteredRows(file(FormatUnderTest.NAME, storage), predicate);
      assertThat(rows)
          .as("rows left by %s", predicate)
          .isEqualTo(filteredRows(file(FormatUnderTest.BUILT_IN, storage), predicate))
          .isPositive()
          .isLessThanOrEqualTo(ROWS / 2);
    }
  }

  private void requireSkipping(FilteredType type, String condition) {
    Dataset<Row> filtered = filtered(type.storage(), condition);
    List<Row> found = filtered.collectAsList();
    assertThat(found).as(condition).isNotEmpty();
    long inPages = rowsAround(found, PAGE_ROWS);
    long inRowGroups = rowsAround(found, ROW_GROUP_ROWS);
    if (type.skipped() != FilteredType.Skipped.NOTHING) {
      assertThat(FilteredTable.scannedRows(filtered))
          .as("rows scanned for %s", condition)
          .isEqualTo(type.skipped() == FilteredType.Skipped.PAGES ? inPages : inRowGroups);
      requireScanned(type.storage(), condition, found, COLUMN_INDEX, inRowGroups);
    }
    requireScanned(type.storage(), condition, found, PUSHDOWN, ROWS);
  }

  /** Rows of the pages, or row groups, of so many rows that hold some of the rows. */
  private static long rowsAround(List<Row> found, int rows) {
    return rows * found.stream().mapToLong(row -> row.getLong(0) / rows).distinct().count();
  }

  /** Demands how many rows are scanned for the same ones without a feature of the reader. */
  private void requireScanned(
      Storage storage, String condition, List<Row> found, String feature, long scanned) {
    session.conf().set(feature, false);
    try {
      Dataset<Row> filtered = filtered(storage, condition);
      assertThat(filtered.collectAsList()).as("%s, no %s", condition, feature).isEqualTo(found);
      assertThat(FilteredTable.scannedRows(filtered))
          .as("rows scanned for %s, no %s", condition, feature)
          .isEqualTo(scanned);
    } finally {
      session.conf().unset(feature);
    }
  }

  private Dataset<Row> filtered(Storage storage, String condition) {
    return FilteredTable.read(session, table(FormatUnderTest.NAME, storage))
        .where(condition)
        .select("id");
  }

  private static long filteredRows(Path file, FilterPredicate predicate) {
    Configuration configuration = new Configuration();
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), configuration),
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

  private void write(String format, Storage storage) {
    Path table = table(format, storage);
    if (new TableDirectory(table).parquetFiles().isEmpty()) {
      FilteredTable.rows(session, storage, ROWS, "id", "id < " + NULLS_FROM)
          .write()
          .format(format)
          .option("parquet.block.row.count.limit", ROW_GROUP_ROWS)
          .option("parquet.page.row.count.limit", PAGE_ROWS)
          .save(table.toString());
    }
  }

  private static Path table(String format, Storage storage) {
    return directory.resolve(format).resolve(storage.name());
  }

  private static Path file(String format, Storage storage) {
    return new TableDirectory(table(format, storage)).parquetFile();
  }
}
