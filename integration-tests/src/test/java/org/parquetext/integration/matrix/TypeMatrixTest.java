package org.parquetext.integration.matrix;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.util.CharVarcharUtils;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.integration.fixture.Effort;
import org.parquetext.integration.fixture.ParityTest;
import org.parquetext.integration.fixture.TableParity;
import org.parquetext.integration.random.RandomTypes;
import org.parquetext.integration.random.RandomValues;

/** One table per cell: every type, optional and required, in one nesting with one setting. */
class TypeMatrixTest extends ParityTest {
  private static final int ROWS = 250;
  private static final int PAGE_ROWS = 100;

  /** Every nesting with some setting and every setting with some nesting, or all with all. */
  static Stream<Arguments> cells() {
    MatrixSetting[] settings = MatrixSetting.values();
    List<Arguments> cells = new ArrayList<>();
    for (Nesting nesting : Nesting.values()) {
      for (int i = 0; i < Effort.of(1, settings.length); i++) {
        cells.add(arguments(settings[(nesting.ordinal() + i) % settings.length], nesting));
      }
    }
    return cells.stream();
  }

  @ParameterizedTest
  @MethodSource("cells")
  void filesAreThoseOfTheBuiltInWriter(MatrixSetting setting, Nesting nesting) {
    RandomTypes.enableIn(spark());
    setting.applyTo(spark());
    long seed = 31L * setting.ordinal() + nesting.ordinal();
    StructType schema = schema(setting, nesting);
    try {
      TableParity parity = pages();
      parity.require(spark().createDataFrame(rows(schema, seed), written(schema)));
      parity.requireSameOfBatches(spark());
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed %d: %s".formatted(seed, e.getMessage()), e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void pagesOfSortedValuesAreIndexedAlike(ValueOrder order) {
    RandomTypes.enableIn(spark());
    spark().conf().set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
    StructType schema = schema(MatrixSetting.DEFAULT, Nesting.PLAIN);
    List<Row> rows = order.of(rows(schema, order.ordinal()), schema);
    pages().require(spark().createDataFrame(rows, written(schema)));
  }

  private TableParity pages() {
    return parity()
        .withoutDuckDb()
        .rowByRowToo()
        .option("parquet.page.row.count.limit", "pageRowLimit", PAGE_ROWS);
  }

  private static StructType schema(MatrixSetting setting, Nesting nesting) {
    StructType schema = new StructType();
    for (Nullability nullability : Nullability.values()) {
      for (DataType leaf : nesting.leaves()) {
        if (setting.allows(leaf, nullability)) {
          DataType type = nesting.around(leaf, nullability);
          String name = nullability + " " + leaf.simpleString();
          schema = schema.add(name, type, nullability.of(type), identified(schema.length()));
        }
      }
    }
    return schema;
  }

  private static Metadata identified(int id) {
    return new MetadataBuilder().putLong("parquet.field.id", id).build();
  }

  private static StructType written(StructType schema) {
    return CharVarcharUtils.replaceCharVarcharWithStringInSchema(schema);
  }

  private static List<Row> rows(StructType schema, long seed) {
    RandomValues values = new RandomValues(new Random(seed));
    return Stream.generate(() -> values.row(schema)).limit(ROWS).toList();
  }
}
