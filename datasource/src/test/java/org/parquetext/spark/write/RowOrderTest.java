package org.parquetext.spark.write;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parquetext.WriteException;
import org.parquetext.options.WriteOptions;
import org.parquetext.spark.conf.WriteColumns;

class RowOrderTest {

  private static final WriteColumns COLUMNS =
      WriteColumns.of(StructType.fromDDL("p int, a string, x double"), List.of("p"), false);

  private static RowOrder by(String sorting) {
    return new RowOrder(
        COLUMNS, WriteOptions.builder().set("sortingColumns", sorting).build().sortingColumns());
  }

  private static InternalRow row(String a, Double x) {
    return new GenericInternalRow(new Object[] {1, UTF8String.fromString(a), x});
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "a, x, y",
        "a, x, x",
        "a, null, x",
        "a, null, null",
        "a, Z, a",
        "a, z, \u00e9",
        "a nulls last, x, null",
        "a desc, y, x",
        "a desc, x, null",
        "a desc nulls first, null, x"
      })
  void takesRowsInOrder(String sorting, String first, String second) {
    RowOrder order = by(sorting);
    order.accept(row(first, 1.0), "");
    assertThatCode(() -> order.accept(row(second, 1.0), "")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "a, y, x",
        "a, x, null",
        "a, \u00e9, z",
        "a nulls last, null, x",
        "a desc, x, y",
        "a desc, null, x",
        "a desc nulls first, x, null"
      })
  void refusesARowThatBelongsBeforeTheOneBefore(String sorting, String first, String second) {
    RowOrder order = by(sorting);
    order.accept(row(first, 1.0), "p=1");
    assertThatThrownBy(() -> order.accept(row(second, 1.0), "p=1"))
        .isInstanceOf(WriteException.class)
        .hasMessageStartingWith("Cannot write row 2 of p=1: ")
        .hasMessageContaining("`sortingColumns` = `[`a` ")
        .hasMessageContaining("Remove the option");
  }

  @Test
  void comparesLaterColumnsWhereEarlierOnesAreEqual() {
    RowOrder order = by("a, x desc");
    order.accept(row("k", Double.NaN), "");
    order.accept(row("k", 2.0), "");
    order.accept(row("l", 3.0), "");
    order.accept(row("l", null), "");
    assertThatThrownBy(() -> order.accept(row("l", 1.0), ""))
        .hasMessageStartingWith("Cannot write row 5: ");
  }

  @Test
  void remembersTheRowBeforeThoughRowsAreReused() {
    RowOrder order = by("x");
    GenericInternalRow reused = (GenericInternalRow) row("k", 2.0);
    order.accept(reused, "");
    reused.update(2, 1.0);
    assertThatThrownBy(() -> order.accept(reused, "")).isInstanceOf(WriteException.class);
  }

  @Test
  void beginsAnewWithEachDirectory() {
    RowOrder order = by("a");
    order.accept(row("y", 1.0), "p=1");
    order.restart();
    assertThatCode(() -> order.accept(row("x", 1.0), "p=2")).doesNotThrowAnyException();
  }
}
