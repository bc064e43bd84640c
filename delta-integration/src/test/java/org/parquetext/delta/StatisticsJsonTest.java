package org.parquetext.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.parquetext.delta.StatisticsJson.TightBounds;
import org.parquetext.statistics.BytesBounds;
import org.parquetext.statistics.ColumnStatistics;
import org.parquetext.statistics.DoubleBounds;
import org.parquetext.statistics.FileStatistics;
import org.parquetext.statistics.LongBounds;

class StatisticsJsonTest {

  private static final StructType SCHEMA =
      new StructType()
          .add("a", DataTypes.LongType)
          .add(
              "s",
              new StructType()
                  .add("b", DataTypes.StringType)
                  .add("flag", DataTypes.BooleanType)
                  .add("t", new StructType().add("bytes", DataTypes.BinaryType)))
          .add("list", DataTypes.createArrayType(DataTypes.LongType))
          .add("d", DataTypes.DoubleType);

  private static String json(TightBounds tight, StructType schema, ColumnStatistics... columns) {
    return new StatisticsJson(IndexedColumns.all(schema), 32, tight)
        .of(3, FileStatistics.of(List.of(columns)));
  }

  private static BytesBounds texts(String min, String max) {
    return BytesBounds.of(
        BytesBounds.Order.UNSIGNED,
        min.getBytes(StandardCharsets.UTF_8),
        max.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void nestsAsTheSchemaDoes() {
    assertThat(
            json(
                TightBounds.SAID,
                SCHEMA,
                new ColumnStatistics(0, 0, new LongBounds(1, 2)),
                new ColumnStatistics(1, 1, texts("x\"\n", "\ud83d\ude00")),
                new ColumnStatistics(2, 1, null),
                new ColumnStatistics(3, 2, null),
                new ColumnStatistics(4, 1, null),
                new ColumnStatistics(5, 0, new DoubleBounds(-0.5, Double.NaN))))
        .isEqualTo(
            "{\"numRecords\":3,"
                + "\"minValues\":{\"a\":1,\"s\":{\"b\":\"x\\\"\\n\"},\"d\":-0.5},"
                + "\"maxValues\":{\"a\":2,\"s\":{\"b\":\"\ud83d\ude00\"},\"d\":\"NaN\"},"
                + "\"nullCount\":{\"a\":0,\"s\":{\"b\":1,\"flag\":1,\"t\":{\"bytes\":2}},"
                + "\"list\":1,\"d\":0},"
                + "\"tightBounds\":true}");
  }

  @Test
  void columnsThatTheFileDoesNotHaveAreNull() {
    assertThat(json(TightBounds.LEFT_OUT, SCHEMA))
        .isEqualTo(
            "{\"numRecords\":3,"
                + "\"nullCount\":{\"a\":3,\"s\":{\"b\":3,\"flag\":3,\"t\":{\"bytes\":3}},"
                + "\"list\":3,\"d\":3}}");
  }

  @Test
  void columnsOfNothingButNullsHaveNoBounds() {
    assertThat(json(TightBounds.LEFT_OUT, SCHEMA, new ColumnStatistics(1, 3, null)))
        .startsWith("{\"numRecords\":3,\"minValues\":{\"s\":{}},\"maxValues\":{\"s\":{}},");
  }

  @Test
  void withoutColumnsThereAreOnlyRows() {
    assertThat(json(TightBounds.LEFT_OUT, new StructType())).isEqualTo("{\"numRecords\":3}");
  }

  @Test
  void withoutColumnsThatHaveBoundsThereAreOnlyNulls() {
    assertThat(
            json(
                TightBounds.LEFT_OUT,
                new StructType().add("flag", DataTypes.BooleanType),
                new ColumnStatistics(0, 1, null)))
        .isEqualTo("{\"numRecords\":3,\"nullCount\":{\"flag\":1}}");
  }

  @Test
  void aMaximumThatCannotBeCutIsLeftOut() {
    String last = new String(Character.toChars(Character.MAX_CODE_POINT)).repeat(40);
    assertThat(
            json(
                TightBounds.LEFT_OUT,
                new StructType().add("s", DataTypes.StringType),
                new ColumnStatistics(0, 0, texts("a", last))))
        .isEqualTo(
            "{\"numRecords\":3,\"minValues\":{\"s\":\"a\"},\"maxValues\":{},"
                + "\"nullCount\":{\"s\":0}}");
  }
}
