package org.parquetext.integration.parity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.ParityTest;

class FloatingPointParityTest extends ParityTest {
  private static final int PAGE_ROWS = 100;

  @ParameterizedTest
  @ValueSource(strings = {"float", "double"})
  void onlyNotANumber(String type) {
    parity().require(table(10, type + "('NaN') AS x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"float", "double"})
  void pagesOfOnlyNotANumberBetweenOthers(String type) {
    parity()
        .option("parquet.page.row.count.limit", "pageRowLimit", PAGE_ROWS)
        .require(
            table(
                5 * PAGE_ROWS,
                "CAST(IF(id DIV 100 %% 2 = 1, 'NaN', CAST(id AS STRING)) AS %s) AS x"
                    .formatted(type),
                "CAST(IF(id DIV 100 %% 2 = 0, 'NaN', CAST(-id AS STRING)) AS %s) AS y"
                    .formatted(type)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"float", "double"})
  void notANumberAmongOthersInEveryPosition(String type) {
    parity()
        .require(
            table(
                3,
                "CAST(IF(id = 0, 'NaN', CAST(id AS STRING)) AS %s) AS first".formatted(type),
                "CAST(IF(id = 1, 'NaN', CAST(id AS STRING)) AS %s) AS middle".formatted(type),
                "CAST(IF(id = 2, 'NaN', CAST(id AS STRING)) AS %s) AS last".formatted(type),
                "CAST(IF(id = 1, 'NaN', NULL) AS %s) AS amongNulls".formatted(type)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"float", "double"})
  void zerosOfBothSigns(String type) {
    parity()
        .require(
            table(
                4,
                "CAST('0.0' AS %s) AS positive".formatted(type),
                "CAST('-0.0' AS %s) AS negative".formatted(type),
                "CAST(IF(id < 2, '0.0', '-0.0') AS %s) AS positiveFirst".formatted(type),
                "CAST(IF(id < 2, '-0.0', '0.0') AS %s) AS negativeFirst".formatted(type),
                "CAST(IF(id < 2, '-0.0', '1.5') AS %s) AS minimum".formatted(type),
                "CAST(IF(id < 2, '0.0', '1.5') AS %s) AS positiveMinimum".formatted(type),
                "CAST(IF(id < 2, '0.0', '-1.5') AS %s) AS maximum".formatted(type),
                "CAST(IF(id < 2, '-0.0', '-1.5') AS %s) AS negativeMaximum".formatted(type),
                "CAST(IF(id < 2, '-0.0', 'NaN') AS %s) AS withNotANumber".formatted(type)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"float", "double"})
  void pagesOfZerosOfBothSigns(String type) {
    parity()
        .option("parquet.page.row.count.limit", "pageRowLimit", PAGE_ROWS)
        .require(
            table(
                4 * PAGE_ROWS,
                "CAST(IF(id DIV 100 %% 2 = 0, '-0.0', '0.0') AS %s) AS x".formatted(type)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"float", "double"})
  void infinitiesAndTheSmallestAndLargestNumbers(String type) {
    parity()
        .require(
            table(
                6,
                """
                CAST(element_at(array('Infinity', '-Infinity', '4.9E-324', '-1.4E-45',
                    '3.4028235E38', '1.7976931348623157E308'), CAST(id + 1 AS INT)) AS %s) AS x
                """
                    .formatted(type)));
  }

  @Test
  void distinctNumbersThatNeedNoDictionary() {
    parity().require(table(50_000, "rand(17) AS d", "CAST(randn(18) AS FLOAT) AS f"));
  }
}
