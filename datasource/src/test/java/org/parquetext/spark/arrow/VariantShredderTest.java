package org.parquetext.spark.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.execution.datasources.parquet.SparkShreddingUtils$;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.types.variant.Variant;
import org.apache.spark.types.variant.VariantBuilder;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.unsafe.types.VariantVal;
import org.junit.jupiter.api.Test;
import org.parquetext.WriteException;

class VariantShredderTest {

  private static final StructType ROWS =
      StructType.fromDDL("d decimal(4,2), v variant, s struct<i int, v variant>, t string");

  private static VariantShredder shredder() {
    SparkShreddingUtils$ spark = SparkShreddingUtils$.MODULE$;
    StructType form =
        spark.addWriteShreddingMetadata(
            spark.variantShreddingSchema(StructType.fromDDL("a int"), true, false));
    StructType shredded =
        new StructType()
            .add("d", "decimal(4,2)")
            .add("v", form)
            .add("s", new StructType().add("i", "int").add("v", form))
            .add("t", "string");
    return new VariantShredder(ROWS, shredded);
  }

  private static VariantVal json(String json) throws Exception {
    Variant variant = VariantBuilder.parseJson(json, false);
    return new VariantVal(variant.getValue(), variant.getMetadata());
  }

  private static InternalRow row(Object... values) {
    return new GenericInternalRow(values);
  }

  private static Decimal decimal(String value) {
    return Decimal.apply(new BigDecimal(value));
  }

  @Test
  void rowsOfOtherClassesAreShredded() throws Exception {
    InternalRow given =
        row(decimal("1.5"), json("{\"a\": 7}"), row(3, json("true")), UTF8String.fromString("x"));

    UnsafeRow shredded = shredder().shred(given, 1);

    assertThat(shredded.getDecimal(0, 4, 2).toString()).isEqualTo("1.50");
    InternalRow variant = shredded.getStruct(1, 3);
    assertThat(variant.isNullAt(1)).as("value").isTrue();
    assertThat(variant.getStruct(2, 1).getStruct(0, 2).getInt(1)).as("a").isEqualTo(7);
    InternalRow struct = shredded.getStruct(2, 2);
    assertThat(struct.getInt(0)).isEqualTo(3);
    assertThat(struct.getStruct(1, 3).getBinary(1)).isEqualTo(json("true").getValue());
    assertThat(struct.getStruct(1, 3).isNullAt(2)).as("typed_value").isTrue();
    assertThat(shredded.getUTF8String(3)).hasToString("x");
  }

  @Test
  void nullsStayNulls() {
    VariantShredder shredder = shredder();
    UnsafeRow nulls = shredder.shred(row(null, null, null, null), 1);
    assertThat(IntStream.range(0, 4)).allMatch(nulls::isNullAt);
    InternalRow struct = shredder.shred(row(null, null, row(null, null), null), 2).getStruct(2, 2);
    assertThat(struct.isNullAt(0)).isTrue();
    assertThat(struct.isNullAt(1)).isTrue();
  }

  @Test
  void decimalsThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> shredder().shred(row(decimal("100"), null, null, null), 12))
        .isInstanceOf(WriteException.class)
        .hasMessageContaining("row 12");
  }
}
