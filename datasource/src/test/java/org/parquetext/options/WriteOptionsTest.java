package org.parquetext.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ParquetWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WriteOptionsTest {

  @Test
  void startsFromTheDefaultsOfParquetJava() {
    WriteOptions options = WriteOptions.defaults();
    assertThat(options.rowGroupSizeBytes()).isEqualTo(ParquetWriter.DEFAULT_BLOCK_SIZE);
    assertThat(options.rowGroupMaxRows()).isEqualTo(Integer.MAX_VALUE);
    assertThat(options.pageSizeBytes()).isEqualTo(ParquetProperties.DEFAULT_PAGE_SIZE);
    assertThat(options.pageRowLimit()).isEqualTo(ParquetProperties.DEFAULT_PAGE_ROW_COUNT_LIMIT);
    assertThat(options.dictionaryPageSizeBytes())
        .isEqualTo(ParquetProperties.DEFAULT_DICTIONARY_PAGE_SIZE);
    assertThat(options.column("a").dictionaryEnabled())
        .isEqualTo(ParquetProperties.DEFAULT_IS_DICTIONARY_ENABLED);
  }

  @Test
  void startsFromTheDefaultsOfParquetJavaForWhatStandsBesideTheValues() {
    WriteOptions options = WriteOptions.defaults();
    assertThat(options.columnIndexTruncateLength())
        .isEqualTo(ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH);
    assertThat(options.statisticsTruncateLength())
        .isEqualTo(ParquetProperties.DEFAULT_STATISTICS_TRUNCATE_LENGTH);
    assertThat(options.pageChecksum())
        .isEqualTo(ParquetProperties.DEFAULT_PAGE_WRITE_CHECKSUM_ENABLED);
    assertThat(options.maxPadding()).isEqualTo(ParquetWriter.MAX_PADDING_SIZE_DEFAULT);
    assertThat(options.column("a").statistics()).isEqualTo(StatisticsLevel.PAGE);
    assertThat(options.writerVersion()).isEqualTo(WriterVersion.V1);
    assertThat(options.column("a").encoding("INT32")).isEqualTo(ColumnEncoding.AUTO);
    assertThat(options.byteStreamSplit()).isFalse();
  }

  @Test
  void startsFromTheDefaultsOfParquetJavaForBloomFilters() {
    WriteOptions options = WriteOptions.defaults();
    assertThat(options.column("a").bloomFilter())
        .isEqualTo(ParquetProperties.DEFAULT_BLOOM_FILTER_ENABLED);
    assertThat(options.column("a").bloomFilterFpp())
        .isEqualTo(ParquetProperties.DEFAULT_BLOOM_FILTER_FPP);
    assertThat(options.column("a").bloomFilterNdv()).isEmpty();
    assertThat(options.bloomFilterMaxBytes())
        .isEqualTo(ParquetProperties.DEFAULT_MAX_BLOOM_FILTER_BYTES);
    assertThat(options.bloomFilterAdaptive())
        .isEqualTo(ParquetProperties.DEFAULT_ADAPTIVE_BLOOM_FILTER_ENABLED);
    assertThat(options.column("a").bloomFilterCandidates())
        .isEqualTo(ParquetProperties.DEFAULT_BLOOM_FILTER_CANDIDATES_NUMBER);
  }

  @Test
  void startsFromTheDefaultsOfSpark() {
    WriteOptions options = WriteOptions.defaults();
    assertThat(options.compression()).isEqualTo(Compression.of(Codec.SNAPPY));
    assertThat(options.maxRecordsPerFile()).isZero();
  }

  @Test
  void startsFromItsOwnDefaultsElsewhere() {
    WriteOptions options = WriteOptions.defaults();
    assertThat(options.targetFileSizeBytes()).isEqualTo(1L << 30);
    assertThat(options.encoderParallelism()).isZero();
    assertThat(options.unknownOptions()).isEqualTo(UnknownOptions.WARN);
    assertThat(options.explicit()).isEmpty();
    assertThat(options.columnPaths()).isEmpty();
  }

  @Test
  void holdsWhatIsSetInAnyCase() {
    WriteOptions options =
        WriteOptions.builder()
            .set("ROWGROUPSIZEBYTES", "64m")
            .set("rowgroupmaxrows", "1000")
            .set("targetFileSizeBytes", "0")
            .set("maxRecordsPerFile", "5000000000")
            .set("pageSizeBytes", "64kb")
            .set("pageRowLimit", "100")
            .set("dictionaryPageSizeBytes", "2m")
            .set("dictionaryEnabled", "FALSE")
            .set("encoderParallelism", "3")
            .set("unknownOptions", "Fail")
            .build();
    assertThat(options.rowGroupSizeBytes()).isEqualTo(64L << 20);
    assertThat(options.rowGroupMaxRows()).isEqualTo(1000);
    assertThat(options.targetFileSizeBytes()).isZero();
    assertThat(options.maxRecordsPerFile()).isEqualTo(5_000_000_000L);
    assertThat(options.pageSizeBytes()).isEqualTo(64 << 10);
    assertThat(options.pageRowLimit()).isEqualTo(100);
    assertThat(options.dictionaryPageSizeBytes()).isEqualTo(2 << 20);
    assertThat(options.column("a").dictionaryEnabled()).isFalse();
    assertThat(options.encoderParallelism()).isEqualTo(3);
    assertThat(options.unknownOptions()).isEqualTo(UnknownOptions.FAIL);
  }

  @Test
  void holdsWhatIsSetForASingleColumnAndOtherwiseForAll() {
    WriteOptions options =
        WriteOptions.builder()
            .set("statistics", "chunk")
            .set("statistics#a", "none")
            .set("bloomFilter", "true")
            .set("bloomFilter#a", "false")
            .set("bloomFilterFpp", "0.1")
            .set("bloomFilterFpp#a", "0.001")
            .set("bloomFilterNdv", "1000")
            .set("bloomFilterNdv#a", "50000000000")
            .set("parquet.bloom.filter.candidates.number", "7")
            .set("parquet.bloom.filter.candidates.number#a", "9")
            .build();
    assertThat(options.column("a").statistics()).isEqualTo(StatisticsLevel.NONE);
    assertThat(options.column("b").statistics()).isEqualTo(StatisticsLevel.CHUNK);
    assertThat(options.column("a").bloomFilter()).isFalse();
    assertThat(options.column("b").bloomFilter()).isTrue();
    assertThat(options.column("a").bloomFilterFpp()).isEqualTo(0.001);
    assertThat(options.column("b").bloomFilterFpp()).isEqualTo(0.1);
    assertThat(options.column("a").bloomFilterNdv()).hasValue(50_000_000_000L);
    assertThat(options.column("b").bloomFilterNdv()).hasValue(1000);
    assertThat(options.column("a").bloomFilterCandidates()).isEqualTo(9);
    assertThat(options.column("b").bloomFilterCandidates()).isEqualTo(7);
  }

  @Test
  void holdsWhatHasNoNameButTheBuiltInWriters() {
    WriteOptions options =
        WriteOptions.builder()
            .set("parquet.enable.bytestreamsplit", "true")
            .set("PARQUET.columnIndex.truncate.length", "8")
            .set("parquet.statistics.truncate.length", "16")
            .set("parquet.bloom.filter.max.bytes", "2m")
            .set("parquet.bloom.filter.adaptive.enabled", "true")
            .set("parquet.page.write-checksum.enabled", "false")
            .set("parquet.writer.max-padding", "0")
            .build();
    assertThat(options.byteStreamSplit()).isTrue();
    assertThat(options.columnIndexTruncateLength()).isEqualTo(8);
    assertThat(options.statisticsTruncateLength()).isEqualTo(16);
    assertThat(options.bloomFilterMaxBytes()).isEqualTo(2 << 20);
    assertThat(options.bloomFilterAdaptive()).isTrue();
    assertThat(options.pageChecksum()).isFalse();
    assertThat(options.maxPadding()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"v1, V1", "V2, V2", "PARQUET_1_0, V1", "parquet_2_0, V2"})
  void readsTheWriterVersionByEitherName(String value, WriterVersion version) {
    assertThat(WriteOptions.builder().set("writerVersion", value).build().writerVersion())
        .isEqualTo(version);
  }

  @ParameterizedTest
  @CsvSource({"true, PAGE", "FALSE, NONE", "Chunk, CHUNK", "page, PAGE", "none, NONE"})
  void readsStatisticsAsALevelOrAFlag(String value, StatisticsLevel level) {
    assertThat(WriteOptions.builder().set("statistics", value).build().column("a").statistics())
        .isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({
    "10us, 10000",
    "250MS, 250000000",
    "30s, 30000000000",
    "5min, 300000000000",
    "2m, 120000000000",
    "1H, 3600000000000",
    "1d, 86400000000000"
  })
  void readsTimesAsSparkDoes(String value, long nanos) {
    WriteOptions options =
        WriteOptions.builder()
            .set("rolloverInterval", value)
            .set("inactivityInterval", value)
            .build();
    assertThat(options.rolloverNanos()).isEqualTo(nanos);
    assertThat(options.inactivityNanos()).isEqualTo(nanos);
    assertThat(options.hasIntervals()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "0s", "-1s", "1.5h", "s", "10 s", "3 weeks", "999999999999d", ""})
  void refusesATimeWithoutUnitOrLength(String value) {
    assertThatThrownBy(() -> WriteOptions.builder().set("inactivityInterval", value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Option `inactivityInterval` must be a time above zero such as `30s`, `5min` or `1h`"
                + " but was `%s`",
            value);
  }

  @Test
  void hasNoIntervalsUnlessAsked() {
    assertThat(WriteOptions.defaults().hasIntervals()).isFalse();
    assertThat(WriteOptions.defaults().rolloverNanos()).isEqualTo(Long.MAX_VALUE);
    assertThat(WriteOptions.defaults().maxConcurrentUploads()).isEmpty();
    assertThat(WriteOptions.defaults().filePrefix()).isEmpty();
    assertThat(WriteOptions.defaults().fileNaming()).isEqualTo(FileNaming.SPARK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"events-", "A", "2026_", "a.b_c-d", "-"})
  void readsAPrefixThatEveryReaderSees(String prefix) {
    assertThat(WriteOptions.builder().set("filePrefix", prefix).build().filePrefix())
        .isEqualTo(prefix);
  }

  @ParameterizedTest
  @ValueSource(strings = {"_a", ".a", "a/b", "a b", "a=1", "ä", "a:b", "%41", ""})
  void refusesAPrefixThatIsHiddenOrNoName(String prefix) {
    assertThatThrownBy(() -> WriteOptions.builder().set("filePrefix", prefix))
        .hasMessage(
            "Option `filePrefix` must be up to 100 letters, digits and `-` `_` `.` that do not"
                + " begin with `_` or `.` but was `%s`",
            prefix);
  }

  @Test
  void writesTheBloomFilterOfAColumnWhoseDistinctValuesAreGiven() {
    WriteOptions options =
        WriteOptions.builder()
            .set("bloomFilterNdv#a", "10")
            .set("bloomFilterNdv#b", "10")
            .set("bloomFilter#b", "false")
            .set("bloomFilterNdv", "10")
            .build();
    assertThat(options.column("a").bloomFilter()).isTrue();
    assertThat(options.column("b").bloomFilter()).isFalse();
    assertThat(options.column("c").bloomFilter()).isFalse();
  }

  @Test
  void givesTheCommonEncodingToColumnsWhoseTypeHasIt() {
    WriteOptions options =
        WriteOptions.builder()
            .set("encoding", "delta_binary_packed")
            .set("encoding#a", "PLAIN")
            .build();
    assertThat(options.column("a").encoding("INT32")).isEqualTo(ColumnEncoding.PLAIN);
    assertThat(options.column("b").encoding("INT64")).isEqualTo(ColumnEncoding.DELTA_BINARY_PACKED);
    assertThat(options.column("c").encoding("BINARY")).isEqualTo(ColumnEncoding.AUTO);
  }

  @Test
  void refusesAnUnknownEncodingNamingThoseThereAre() {
    assertThatThrownBy(() -> WriteOptions.builder().set("encoding#a", "DELTA"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "Option `encoding#a`: `DELTA` is not an encoding: choose one of auto, PLAIN, RLE_DICT");
  }

  @Test
  void keepsTheCaseOfAColumnPath() {
    WriteOptions options =
        WriteOptions.builder()
            .set("DictionaryEnabled#Address.zip", "false")
            .set("compression#Address.zip", "zstd")
            .build();
    assertThat(options.columnPaths()).containsExactly("Address.zip");
    assertThat(options.column("Address.zip").dictionaryEnabled()).isFalse();
    assertThat(options.column("address.zip").dictionaryEnabled()).isTrue();
    assertThat(options.column("Address.zip").compression()).isEqualTo(Compression.of(Codec.ZSTD));
    assertThat(options.column("address.zip").compression()).isEqualTo(Compression.of(Codec.SNAPPY));
  }

  @Test
  void keepsTheCaseOfFooterKeys() {
    WriteOptions options =
        WriteOptions.builder()
            .set("keyvaluemetadata.Owner", "a")
            .set("keyValueMetadata.owner", "b")
            .set("keyValueMetadata.a.b#C", " c ")
            .build();
    assertThat(options.keyValueMetadata())
        .containsExactly(entry("Owner", "a"), entry("a.b#C", " c "), entry("owner", "b"));
    assertThat(options.explicit()).containsKeys("keyValueMetadata.Owner", "keyValueMetadata.a.b#C");
    assertThat(options.columnPaths()).isEmpty();
  }

  @Test
  void letsTheLastValueOfAKeyHold() {
    WriteOptions options =
        WriteOptions.builder().set("pageRowLimit", "1").set("PAGEROWLIMIT", "2").build();
    assertThat(options.pageRowLimit()).isEqualTo(2);
    assertThat(options.explicit()).containsExactly(entry("pageRowLimit", "2"));
  }

  @Test
  void showsWhatWasSetByDocumentedKey() {
    WriteOptions options =
        WriteOptions.builder().set("PAGESIZEBYTES", "64k").set("COMPRESSION#Name", "gzip").build();
    assertThat(options).hasToString("{compression#Name=gzip, pageSizeBytes=64k}");
  }

  @Test
  void readsEveryRecordLimitUpToZeroAsUnlimited() {
    WriteOptions options = WriteOptions.builder().set("maxRecordsPerFile", "-1").build();
    assertThat(options.maxRecordsPerFile()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pageSizeBytes | 3 | Option `pageSizeBytes` must be at least 64 but was 3",
        "pageSizeBytes | 2g | Option `pageSizeBytes` must be at most 1073741824 but was 2g",
        "pageSizeBytes | big | Option `pageSizeBytes` must be a size such as `64k`, `128m` or `1g`"
            + " but was `big`",
        "rowGroupSizeBytes | 0 | Option `rowGroupSizeBytes` must be at least 64 but was 0",
        "rowGroupMaxRows | 2147483648 | Option `rowGroupMaxRows` must be at most 2147483647 but was"
            + " 2147483648",
        "pageRowLimit | 0 | Option `pageRowLimit` must be at least 1 but was 0",
        "pageRowLimit | 1k | Option `pageRowLimit` must be a whole number but was `1k`",
        "encoderParallelism | -1 | Option `encoderParallelism` must be at least 0 but was -1",
        "dictionaryEnabled#a | yes | Option `dictionaryEnabled#a` must be `true` or `false` but was"
            + " `yes`",
        "bloomFilterFpp#a | 0 | Option `bloomFilterFpp#a` must be a number above 0 and below 1 but"
            + " was `0`",
        "bloomFilterFpp | 1 | Option `bloomFilterFpp` must be a number above 0 and below 1 but was"
            + " `1`",
        "bloomFilterFpp | NaN | Option `bloomFilterFpp` must be a number above 0 and below 1 but"
            + " was `NaN`",
        "bloomFilterNdv | 0 | Option `bloomFilterNdv` must be at least 1 but was 0",
        "writerVersion | v3 | Option `writerVersion` must be `v1` or `v2` but was `v3`",
        "statistics#a | some | Option `statistics#a` must be `page`, `chunk` or `none` but was"
            + " `some`",
        "parquet.writer.max-padding | -1 | Option `parquet.writer.max-padding` must be a size such"
            + " as `64k`, `128m` or `1g` but was `-1`",
        "parquet.columnindex.truncate.length | 0 | Option `parquet.columnindex.truncate.length`"
            + " must be at least 1 but was 0",
        "unknownOptions | log | Option `unknownOptions` must be `warn` or `fail` but was `log`",
        "compressionLevel#a | high | Option `compressionLevel#a` must be a whole number but was"
            + " `high`"
      })
  void refusesAWrongValueNamingKeyAndRemedy(String key, String value, String message) {
    assertRefused(key, value, message);
  }

  @Test
  void refusesAnUnknownCodecNamingTheColumn() {
    assertThatThrownBy(() -> WriteOptions.builder().set("compression#a", "zip"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "Option `compression#a`: `zip` is not a codec: choose one of none,");
  }

  @Test
  void verifiesNothingUnlessAsked() {
    assertThat(WriteOptions.defaults().verification()).isEqualTo(Verification.OFF);
    assertThat(WriteOptions.builder().set("Verify", "Full").build().verification())
        .isEqualTo(Verification.FULL);
    assertRefused(
        "verify", "true", "Option `verify` must be `off`, `footer` or `full` but was `true`");
  }

  @Test
  void refusesAnOptionWithoutAValue() {
    assertRefused("compression", null, "Option `compression` has no value");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "replaceWhere#a | Option `replaceWhere` cannot be set for one column (`a`): set `replaceWhere` for the whole write",
        "merge_schema | Unknown option `merge_schema`: did you mean `mergeSchema`?",
        "pageSizeByte | Unknown option `pageSizeByte`: did you mean `pageSizeBytes`?",
        "keyValueMetadata | Option `keyValueMetadata` names no key: set `keyValueMetadata.<key>`",
        "keyValueMetadata. | Option `keyValueMetadata.` names no key: set `keyValueMetadata.<key>`",
        "keyValueMetadata#a | Option `keyValueMetadata#a` names no key: set"
            + " `keyValueMetadata.<key>`",
        "keyValueMetadata.org.apache.spark.version | Option"
            + " `keyValueMetadata.org.apache.spark.version` cannot be set: keys that begin with"
            + " `org.apache.spark.` are written by the writer itself. Choose another key",
        "keyValueMetadata.org.parquetext.version | Option `keyValueMetadata.org.parquetext.version`"
            + " cannot be set: keys that begin with `org.parquetext.` are written by the writer"
            + " itself. Choose another key",
        "keyValueMetdata.a | Unknown option `keyValueMetdata.a`: did you mean"
            + " `keyValueMetadata.<key>`?",
        "pageSizeBytes#a | Option `pageSizeBytes` cannot be set for one column (`a`): set"
            + " `pageSizeBytes` for the whole write",
        "compression# | Option `compression#` names no column: set `compression#column.path`, or"
            + " `compression` for the whole write",
        "spark.parquetext.encoder.threads | Option `spark.parquetext.encoder.threads` holds for a"
            + " whole executor: set it in the configuration of the application, not on a write"
      })
  void refusesAKeyThatCannotBeSet(String key, String message) {
    assertRefused(key, "1", message);
  }

  @Test
  void keepsTheValueOfAStrangerToItself() {
    assertThatThrownBy(() -> WriteOptions.builder().set("fs.s3a.secret.key", "hunter2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Unknown option `fs.s3a.secret.key`: use one of compression, ")
        .hasMessageNotContaining("spark.parquetext")
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"compression#a", "compressionLevel#a", "dictionaryEnabled#a", "encoding#a"})
  void forgetsAColumnWhoseOnlyValueWasRefused(String key) {
    WriteOptions.Builder builder = WriteOptions.builder();
    assertThatThrownBy(() -> builder.set(key, "?")).isInstanceOf(IllegalArgumentException.class);
    assertThat(builder.build().columnPaths()).isEmpty();
  }

  @Test
  void doesNotChangeWhenItsBuilderGoesOn() {
    WriteOptions.Builder builder = WriteOptions.builder().set("compression#a", "gzip");
    WriteOptions options = builder.build();
    builder.set("compression#a", "zstd").set("compression#b", "zstd").set("pageRowLimit", "7");
    assertThat(options.column("a").compression()).isEqualTo(Compression.of(Codec.GZIP));
    assertThat(options.columnPaths()).containsExactly("a");
    assertThat(options.explicit()).containsOnlyKeys("compression#a");
    assertThat(options.pageRowLimit()).isEqualTo(20_000);
  }

  @Test
  void survivesSerialisation() throws IOException, ClassNotFoundException {
    WriteOptions options =
        WriteOptions.builder()
            .set("compression", "zstd")
            .set("compressionLevel#a", "9")
            .set("dictionaryEnabled#b", "false")
            .set("pageSizeBytes", "64k")
            .set("keyValueMetadata.Owner", "me")
            .set("sortingColumns", "a, b desc")
            .build();
    assertThat(serialised(options)).usingRecursiveComparison().isEqualTo(options);
  }

  private static Object serialised(WriteOptions options)
      throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(options);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }

  private static void assertRefused(String key, String value, String message) {
    assertThatThrownBy(() -> WriteOptions.builder().set(key, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
