package org.parquetext.integration.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.ParityTest;
import org.parquetext.integration.fixture.SparkRelease;
import org.parquetext.integration.fixture.TableParity;

class FloatingPointParityTest extends ParityTest {
  private static final int PAGE_ROWS = 100;

  private static final StructType FLAT_AND_NESTED =
      StructType.fromDDL(
          "f float, d double, l array<float>, m map<string, double>, s struct<d: double>");

  /** Of both signs, quiet and signalling, with and without a payload. */
  private static final int[] FLOAT_NANS = {
    0x7FC0_0000, 0x7F95_BD4B, 0x7F80_0001, 0x7FFF_FFFF, 0xFFC0_0000, 0xFF80_0001, 0xFFFF_FFFF
  };

  private static final long[] DOUBLE_NANS = {
    0x7FF8_0000_0000_0000L,
    0x7FF2_B7A9_6000_0001L,
    0x7FF0_0000_0000_0001L,
    0x7FFF_FFFF_FFFF_FFFFL,
    0xFFF8_0000_0000_0000L,
    0xFFF0_0000_0000_0001L,
    0xFFFF_FFFF_FFFF_FFFFL
  };

  /** How the values of a page are encoded. */
  private enum Pages {
    OF_A_DICTIONARY(Encoding.PLAIN_DICTIONARY, true, false),
    PLAIN(Encoding.PLAIN, false, false),
    BYTE_STREAM_SPLIT(Encoding.BYTE_STREAM_SPLIT, false, true);

    private final Encoding encoding;
    private final boolean dictionary;
    private final boolean split;

    Pages(Encoding encoding, boolean dictionary, boolean split) {
      this.encoding = encoding;
      this.dictionary = dictionary;
      this.split = split;
    }
  }

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

  /** The readers of both writers' files compare the bits. */
  @ParameterizedTest
  @EnumSource
  void everyNotANumberBecomesTheSameOne(Pages pages) {
    // The vectorised reader knows no BYTE_STREAM_SPLIT.
    spark().conf().set("spark.sql.parquet.enableVectorizedReader", !pages.split);
    TableParity parity =
        parity()
            .option("parquet.enable.dictionary", pages.dictionary)
            .option("parquet.enable.bytestreamsplit", pages.split);
    if (pages.split && SparkRelease.running().isBefore(4, 2)) {
      // The built-in writer does not know the key.
      parity.encodingsMayDiffer();
    }
    parity.require(spark().createDataFrame(withEveryNotANumber(), FLAT_AND_NESTED));
    assertThat(parity.footer().interpreted().getBlocks())
        .flatExtracting(BlockMetaData::getColumns)
        .filteredOn(chunk -> !chunk.getPath().toDotString().endsWith(".key"))
        .isNotEmpty()
        .allSatisfy(chunk -> assertThat(chunk.getEncodings()).contains(pages.encoding));
  }

  private static List<Row> withEveryNotANumber() {
    return IntStream.range(0, 3_000)
        .mapToObj(
            row -> {
              float real = Float.intBitsToFloat(FLOAT_NANS[row % FLOAT_NANS.length]);
              double number = Double.longBitsToDouble(DOUBLE_NANS[row % DOUBLE_NANS.length]);
              return RowFactory.create(
                  row % 3 == 0 ? null : row % 2 == 0 ? real : (Float) (float) (row % 30),
                  row % 2 == 0 ? number : -0.0,
                  List.of(real, 1f),
                  Map.of("x", number),
                  RowFactory.create(number));
            })
        .toList();
  }

  @Test
  void distinctNumbersThatNeedNoDictionary() {
    parity().require(table(50_000, "rand(17) AS d", "CAST(randn(18) AS FLOAT) AS f"));
  }
}
