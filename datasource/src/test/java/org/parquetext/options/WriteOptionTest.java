package org.parquetext.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WriteOptionTest {

  @ParameterizedTest
  @EnumSource
  void isFoundInAnyCaseAndBesideAColumn(WriteOption option) {
    String shouted = option.key().toUpperCase(Locale.ROOT);
    assertThat(WriteOption.find(shouted)).contains(option);
    assertThat(WriteOption.find(shouted + "#a.b")).contains(option);
  }

  @Test
  void isFoundBesideTheNameOfAnEntry() {
    assertThat(WriteOption.find("KEYVALUEMETADATA.Owner#of.this"))
        .contains(WriteOption.KEY_VALUE_METADATA);
    assertThat(WriteOption.find("compression.Owner")).isEmpty();
    assertThat(WriteOption.isMisspeltEntry("keyValueMetdata.Owner")).isTrue();
    assertThat(WriteOption.isMisspeltEntry("keyValueMetadata.Owner")).isFalse();
    assertThat(WriteOption.isMisspeltEntry("parquet.page.size")).isFalse();
  }

  @Test
  void hasACanonicalKeyInWhichOnlyTheNameHasNoCase() {
    assertThat(WriteOption.canonical("Compression#User.Id")).isEqualTo("compression#User.Id");
    assertThat(WriteOption.canonical("KeyValueMetadata.Owner#A"))
        .isEqualTo("keyvaluemetadata.Owner#A");
    assertThat(WriteOption.canonical("FS.s3a.Key")).isEqualTo("fs.s3a.key");
  }

  @Test
  void isNotFoundByAnotherName() {
    assertThat(WriteOption.find("path")).isEmpty();
    assertThat(WriteOption.find("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"txnVersion", "MergeSchema", "userMetadata"})
  void knowsWhatMeansSomethingToTablesWithALogOnly(String key) {
    assertThat(WriteOption.find(key)).get().matches(WriteOption::isOfTables);
    assertThat(WriteOption.COMMIT_PROTOCOL.isOfTables()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "row_group_size_bytes, rowGroupSizeBytes",
    "Page-Size-Bytes, pageSizeBytes",
    "page.row.limit, pageRowLimit",
    "compresion, compression",
    "compressoin#a, compression",
    "compressionLvl, compressionLevel",
    "maxRecordPerFiles, maxRecordsPerFile",
    "spark.parquetext.encoder.thread, spark.parquetext.encoder.threads",
    "merge_schema, mergeSchema",
    "keyValueMetdata.Owner, keyValueMetadata.<key>",
    "key_value_metadata.Owner#1, keyValueMetadata.<key>",
    "verfiy, verify"
  })
  void isNearToAMisspeltKey(String misspelt, String key) {
    assertThat(WriteOption.nearest(misspelt)).contains(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "path",
        "header",
        "layout",
        "timeZone",
        "parquet.page.size",
        "parquet.block.size",
        "parquet.compression",
        "fs.s3a.secret.key",
        "compressed"
      })
  void isNotNearToAStranger(String key) {
    assertThat(WriteOption.nearest(key)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"spark, spark, 0", "'', abc, 3", "abc, acb, 1", "abcd, abd, 1", "kitten, sitting, 3"})
  void countsTypingErrors(String left, String right, int errors) {
    assertThat(NearMiss.distance(left, right)).isEqualTo(errors);
    assertThat(NearMiss.distance(right, left)).isEqualTo(errors);
  }

  @Test
  void readsTheNumbersOfAnExecutor() {
    assertThat(WriteOption.ENCODER_THREADS.number("8")).isEqualTo(8);
    assertThat(WriteOption.MAX_BUFFERED_BYTES.number("2g")).isEqualTo(2L << 30);
  }

  @ParameterizedTest
  @CsvSource({
    "ENCODER_THREADS, 0, Option `spark.parquetext.encoder.threads` must be at least 1 but was 0",
    "ENCODER_THREADS, 9999, Option `spark.parquetext.encoder.threads` must be at most 1024 but was 9999",
    "ENCODER_THREADS, many, Option `spark.parquetext.encoder.threads` must be a whole number but was `many`",
    "MAX_BUFFERED_BYTES, 1k, Option `spark.parquetext.memory.maxBufferedBytes` must be at least 1048576 but was 1k"
  })
  void refusesAWrongNumberNamingKeyAndBound(WriteOption option, String value, String message) {
    assertThatThrownBy(() -> option.number(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
