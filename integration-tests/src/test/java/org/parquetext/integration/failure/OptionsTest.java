package org.parquetext.integration.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.Footer;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.TableDirectory;

/** Options are honoured or refused, and a refusal names the option, the value and the remedy. */
class OptionsTest extends FailureTest {

  @ParameterizedTest
  @CsvSource({
    "compresion, snappy, compression",
    "compression_level, 3, compressionLevel",
    "rowGroupSizeByte, 64m, rowGroupSizeBytes",
    "pagerowlimits, 5, pageRowLimit",
    "dictionary-enabled, true, dictionaryEnabled",
    "dictionaryEnable#id, true, dictionaryEnabled"
  })
  void aNearMissIsAnsweredWithTheNameThatWasMeant(String option, String value, String nearest) {
    assertThatThrownBy(() -> saveWith(option, value))
        .hasMessageContaining(option.replaceAll("#.*", ""))
        .hasMessageContaining("`" + nearest);
    requireNoFiles();
  }

  @ParameterizedTest
  @CsvSource({
    "rowGroupSizeBytes, 0",
    "rowGroupSizeBytes, -1",
    "rowGroupSizeBytes, many",
    "rowGroupMaxRows, 0",
    "rowGroupMaxRows, 1.5",
    "rowGroupMaxRows, 9999999999",
    "targetFileSizeBytes, -5",
    "targetFileSizeBytes, 1x",
    "pageSizeBytes, 0",
    "pageSizeBytes, 3g",
    "pageRowLimit, 0",
    "dictionaryPageSizeBytes, -1",
    "dictionaryEnabled, maybe",
    "dictionaryEnabled#id, 1",
    "encoderParallelism, -1",
    "encoderParallelism, few",
    "maxRecordsPerFile, few",
    "encoding, DELTA",
    "encoding#id, DELTA_BYTE_ARRAY",
    "writerVersion, v3",
    "statistics#id, all",
    "bloomFilterFpp, 1",
    "bloomFilterNdv#id, 0",
    "profile, small",
    "keyValueMetadata.org.apache.spark.version, version",
    "sortingColumns, id up",
    "sortingColumns, absent",
    "rolloverInterval, 10",
    "inactivityInterval, 0s",
    "maxConcurrentUploads, -1",
    "fileNaming, random",
    "filePrefix, _new",
    "filePrefix, a/b",
    "unknownOptions, ignore"
  })
  void valuesOutOfRangeAreNamed(String option, String value) {
    assertThatThrownBy(() -> saveWith(option, value))
        .hasMessageContaining(option)
        .hasMessageContaining(value);
    requireNoFiles();
  }

  @ParameterizedTest
  @ValueSource(strings = {"compression", "parquet.compression", "compression#id"})
  void anUnknownCodecIsAnsweredWithTheKnownOnes(String option) {
    assertThatThrownBy(() -> saveWith(option, "deflate"))
        .hasMessageContaining("deflate")
        .hasMessageContaining("zstd");
    requireNoFiles();
  }

  @Test
  void anUnknownCodecOfTheSessionIsRefused() {
    assertThatThrownBy(
            () -> {
              spark().conf().set("spark.sql.parquet.compression.codec", "deflate");
              save(table(1, "id"));
            })
        .hasMessageContaining("deflate");
    requireNoFiles();
  }

  @Test
  void lzoIsRefusedWithTheReason() {
    assertThatThrownBy(() -> saveWith("compression", "lzo"))
        .hasMessageContaining("lzo")
        .hasMessageContaining("GPL");
    requireNoFiles();
  }

  @ParameterizedTest
  @CsvSource({"snappy, 1", "uncompressed, 0", "lz4_raw, 3", "zstd, 23", "gzip, 10", "brotli, 12"})
  void aLevelThatTheCodecDoesNotHaveIsRefused(String codec, String level) {
    assertThatThrownBy(
            () ->
                table(1, "id")
                    .write()
                    .format(FormatUnderTest.NAME)
                    .option("compression", codec)
                    .option("compressionLevel", level)
                    .save(table().toString()))
        .hasMessageContaining("compressionLevel")
        .hasMessageContaining(codec);
    requireNoFiles();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dictionaryEnabled#absent", "parquet.enable.dictionary#absent"})
  void anOptionForAColumnThatIsNotThereIsRefused(String option) {
    assertThatThrownBy(() -> saveWith(option, "false"))
        .hasMessageContaining("`absent`")
        .hasMessageContaining("id");
    requireNoFiles();
  }

  @Test
  void anOptionForAPartitionColumnIsRefused() {
    assertThatThrownBy(
            () ->
                table(1, "id", "id AS p")
                    .write()
                    .format(FormatUnderTest.NAME)
                    .partitionBy("p")
                    .option("dictionaryEnabled#p", false)
                    .save(table().toString()))
        .hasMessageContaining("`p`");
    requireNoFiles();
  }

  /** What is split off is known only when the first rows are. */
  @ParameterizedTest
  @CsvSource({
    "encoding#v.typed_value.a.typed_value, PLAIN",
    "encoding#v.typed_value, DELTA_BINARY_PACKED",
    "compression#v.typed_value.a.value, zstd",
    "parquet.bloom.filter.enabled#v.typed_value.a.typed_value, true"
  })
  void anOptionForAColumnWithinAShreddedVariantIsRefused(String option, String value) {
    spark().conf().set("spark.sql.variant.writeShredding.enabled", true);
    spark().conf().set("spark.sql.variant.inferShreddingSchema", true);
    Dataset<Row> variants = table(10, "parse_json(concat('{\"a\": ', id, '}')) AS v");
    assertThatThrownBy(() -> saveWith(variants, option, value))
        .hasMessageContaining("`" + option + "`")
        .hasMessageContaining("no column `v.typed_value")
        .hasMessageContaining("[v.value, v.metadata]");
    requireNoFiles();

    saveWith(variants, option.replaceAll("#.*", "#v.value"), value.replaceAll("DELTA.*", "PLAIN"));
    assertThat(Footer.read(new TableDirectory(table()).parquetFile()).interpreted())
        .extracting(footer -> footer.getFileMetaData().getSchema().toString())
        .asString()
        .contains("typed_value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"txnVersion", "replaceWhere"})
  void optionsOfLaterVersionsAreRefusedByName(String option) {
    assertThatThrownBy(() -> saveWith(option, "full")).hasMessageContaining(option);
    requireNoFiles();
  }

  @Test
  void unknownOptionsFailOnRequest() {
    assertThatThrownBy(
            () ->
                table(1, "id")
                    .write()
                    .format(FormatUnderTest.NAME)
                    .option("unknownOptions", "fail")
                    .option("colour", "red")
                    .save(table().toString()))
        .hasMessageContaining("colour");
    requireNoFiles();
  }

  @Test
  void unknownOptionsAreOtherwiseOnlyReported() {
    saveWith("colour", "red");
    assertThat(spark().read().parquet(table().toString()).count()).isEqualTo(1);
  }

  private void saveWith(String option, String value) {
    saveWith(table(1, "id"), option, value);
  }

  private void saveWith(Dataset<Row> rows, String option, String value) {
    rows.write().format(FormatUnderTest.NAME).option(option, value).save(table().toString());
  }
}
