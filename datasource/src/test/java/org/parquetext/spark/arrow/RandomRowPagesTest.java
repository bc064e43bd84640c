package org.parquetext.spark.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.level.LeafColumn;
import org.parquetext.pipeline.ColumnBatch;

/** Every value of random rows, read back from the vectors and compared with the row's getters. */
class RandomRowPagesTest extends RowPagesFixture {

  static LongStream seeds() {
    return Seeds.seeds();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void columnsOfEveryTypeHoldTheValuesOfUnsafeRows(long seed) {
    StructType schema = RandomRows.allTypes();
    RandomRows random = new RandomRows(seed);
    List<InternalRow> rows = random.rows(schema, random.count(1500));

    assertColumns(seed, schema, allOrdinals(schema), unsafe(schema, rows));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void columnsOfEveryTypeHoldTheValuesOfOtherRows(long seed) {
    StructType schema = RandomRows.allTypes();
    RandomRows random = new RandomRows(seed);

    assertColumns(seed, schema, allOrdinals(schema), random.rows(schema, random.count(1500)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void someColumnsOfRandomSchemasAreWrittenInTheOrderAsked(long seed) {
    RandomRows random = new RandomRows(seed);
    StructType schema = random.schema(140);
    int[] ordinals = random.ordinals(schema);
    List<InternalRow> rows = random.rows(schema, random.count(1200));

    assertColumns(seed, schema, ordinals, unsafe(schema, rows));
  }

  private static int[] allOrdinals(StructType schema) {
    return IntStream.range(0, schema.size()).toArray();
  }

  private void assertColumns(
      long seed, StructType schema, int[] ordinals, List<? extends InternalRow> rows) {
    try (RowPages pages = new RowPages(schema, ordinals, allocator, Rebase.NONE)) {
      int firstRow = 0;
      List<ColumnBatch> batches = batches(pages, rows);
      for (ColumnBatch batch : batches) {
        List<? extends InternalRow> expected = rows.subList(firstRow, firstRow + batch.rows());
        for (int index = 0; index < ordinals.length; index++) {
          assertColumn(seed, batch.column(index), schema, ordinals[index], expected);
        }
        firstRow += batch.rows();
        batch.close();
      }
      assertThat(firstRow).as("rows of seed %d", seed).isEqualTo(rows.size());
    }
  }

  private static void assertColumn(
      long seed,
      LeafColumn column,
      StructType schema,
      int ordinal,
      List<? extends InternalRow> rows) {
    List<Object> expected = ColumnValues.of(rows, ordinal, schema.fields()[ordinal].dataType());
    String name = schema.fields()[ordinal].name();
    assertThat(ColumnValues.of(column)).as("%s, seed %d", name, seed).isEqualTo(expected);
    assertThat(column.values().getNullCount())
        .as("nulls of %s, seed %d", name, seed)
        .isEqualTo((int) expected.stream().filter(Objects::isNull).count());
  }
}
