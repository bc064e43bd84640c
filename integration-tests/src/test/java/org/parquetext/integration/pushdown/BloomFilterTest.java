package org.parquetext.integration.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.SparkTest;
import org.parquetext.integration.fixture.TableDirectory;

/**
 * A table of one row group with gaps between the values of every column: nothing but its bloom
 * filter says that a value in a gap is not there.
 */
@SparkTest
class BloomFilterTest {
  private static final int ROWS = 2_000;
  private static final int GAP = 40;
  private static final int PRESENT = 16 * GAP;
  private static final int ABSENT = PRESENT + GAP / 2;

  /** Options of a read. */
  private static final Map<String, String> WITH_FILTERS = Map.of();

  private static final Map<String, String> WITHOUT_FILTERS =
      Map.of("parquet.filter.bloom.enabled", "false");

  @TempDir private static Path directory;

  private SparkSession session;

  @BeforeEach
  void writeOnce(SparkSession newSession) {
    session = newSession;
    for (Storage storage : Storage.values()) {
      storage.applyTo(session);
      if (new TableDirectory(table(storage)).parquetFiles().isEmpty()) {
        FilteredTable.rows(session, storage, ROWS, "(id % 50 * " + GAP + ")", "id % 7 > 0")
            .write()
            .format(FormatUnderTest.NAME)
            .option("bloomFilter", true)
            .option("dictionaryEnabled", false)
            .save(table(storage).toString());
      }
    }
  }

  /** All that Spark pushes down, but booleans, which have no bloom filter. */
  static List<FilteredType> types() {
    return FilteredType.ALL.stream()
        .filter(type -> type.skipped() != FilteredType.Skipped.NOTHING)
        .filter(type -> !type.name().equals("boolean"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("types")
  void rowGroupsWithoutTheValueAreNotRead(FilteredType type) {
    requireSkipped(type, type.column() + " = " + type.of(ABSENT));
    requireSkipped(type, "struct." + type.column() + " = " + type.of(ABSENT));
    requireSkipped(
        type, "%s IN (%s, %s)".formatted(type.column(), type.of(ABSENT), type.of(ABSENT + GAP)));
  }

  @ParameterizedTest
  @MethodSource("types")
  void rowGroupsWithTheValueAreRead(FilteredType type) {
    String equal = type.column() + " = " + type.of(PRESENT);
    Dataset<Row> with = filtered(type, equal, WITH_FILTERS);
    assertThat(with.collectAsList())
        .as(equal)
        .isNotEmpty()
        .isEqualTo(filtered(type, equal, WITHOUT_FILTERS).collectAsList());
  }

  private void requireSkipped(FilteredType type, String condition) {
    assertThat(scannedRows(type, condition, WITH_FILTERS))
        .as("rows scanned for %s", condition)
        .isZero();
    assertThat(scannedRows(type, condition, WITHOUT_FILTERS))
        .as("rows scanned for %s without bloom filters", condition)
        .isEqualTo(ROWS);
  }

  private long scannedRows(FilteredType type, String condition, Map<String, String> options) {
    Dataset<Row> filtered = filtered(type, condition, options);
    assertThat(filtered.collectAsList()).as(condition).isEmpty();
    return FilteredTable.scannedRows(filtered);
  }

  private Dataset<Row> filtered(FilteredType type, String condition, Map<String, String> options) {
    return session
        .read()
        .options(options)
        .parquet(table(type.storage()).toString())
        .where(condition)
        .select("id");
  }

  private static Path table(Storage storage) {
    return directory.resolve(storage.name());
  }
}
