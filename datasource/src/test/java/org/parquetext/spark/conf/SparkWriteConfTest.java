package org.parquetext.spark.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.spark.internal.io.HadoopMapReduceCommitProtocol;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.options.Codec;
import org.parquetext.options.PartitionOverwrite;
import org.parquetext.options.WriteOptions;
import org.parquetext.options.WriterVersion;
import org.parquetext.spark.arrow.Rebase;
import org.parquetext.spark.arrow.Rebase.Mode;
import org.parquetext.spark.commit.ExactNamesCommitProtocol;

class SparkWriteConfTest extends WriteConfTest {

  static Stream<Arguments> numbers() {
    return Stream.of(
        number("rowGroupSizeBytes", "parquet.block.size", WriteOptions::rowGroupSizeBytes),
        number("rowGroupMaxRows", "parquet.block.row.count.limit", WriteOptions::rowGroupMaxRows),
        number("pageSizeBytes", "parquet.page.size", WriteOptions::pageSizeBytes),
        number("pageRowLimit", "parquet.page.row.count.limit", WriteOptions::pageRowLimit),
        number(
            "dictionaryPageSizeBytes",
            "parquet.dictionary.page.size",
            WriteOptions::dictionaryPageSizeBytes),
        number(
            "maxRecordsPerFile",
            "spark.sql.files.maxRecordsPerFile",
            WriteOptions::maxRecordsPerFile));
  }

  private static Arguments number(
      String option, String builtIn, Function<WriteOptions, Number> value) {
    return Arguments.of(option, builtIn, value);
  }

  @Test
  void aCommitProtocolThatIsConfiguredNamesTheFiles() throws Exception {
    assertThat(conf("fileNaming", "uuidv7").commitProtocolClass(new Path("file:/table")))
        .isEqualTo(ExactNamesCommitProtocol.class.getName());
    spark
        .conf()
        .set(
            "spark.sql.sources.commitProtocolClass", HadoopMapReduceCommitProtocol.class.getName());

    assertThat(conf("fileNaming", "spark").commitProtocolClass(new Path("file:/table")))
        .isEqualTo(HadoopMapReduceCommitProtocol.class.getName());
    assertThatThrownBy(() -> conf("fileNaming", "uuidv7"))
        .hasMessageStartingWith(
            "Cannot write with `fileNaming` = `uuidv7`: the commit protocol"
                + " org.apache.spark.internal.io.HadoopMapReduceCommitProtocol, set in"
                + " `spark.sql.sources.commitProtocolClass`, names the files.");
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void numbersFollowThePrecedenceOfPlaces(
      String option, String builtIn, Function<WriteOptions, Number> value) {
    Number standard = value.apply(WriteOptions.defaults());
    assertThat(value.apply(conf().options())).isEqualTo(standard);
    hadoop(builtIn, "1000");
    assertThat(value.apply(conf().options()).longValue()).isEqualTo(1000);
    spark.conf().set(builtIn, "2000");
    assertThat(value.apply(conf().options()).longValue()).isEqualTo(2000);
    spark.conf().set(OWN + option, "3000");
    assertThat(value.apply(conf().options()).longValue()).isEqualTo(3000);
    assertThat(value.apply(conf(builtIn, "4000").options()).longValue()).isEqualTo(4000);
    assertThat(value.apply(conf(builtIn, "4000", option, "5000").options()).longValue())
        .isEqualTo(5000);
    assertThat(value.apply(conf(option.toUpperCase(), "6000").options()).longValue())
        .isEqualTo(6000);
  }

  @Test
  void dictionariesFollowThePrecedenceOfPlaces() {
    hadoop("parquet.enable.dictionary", "false");
    assertThat(conf().options().column("id").dictionaryEnabled()).isFalse();
    spark.conf().set(OWN + "dictionaryEnabled", "true");
    assertThat(conf().options().column("id").dictionaryEnabled()).isTrue();
    assertThat(
            conf("parquet.enable.dictionary", "false").options().column("id").dictionaryEnabled())
        .isFalse();
  }

  @Test
  void aColumnsDictionaryFollowsThePrecedenceOfPlaces() {
    hadoop("parquet.enable.dictionary#UserId", "false");
    assertThat(conf().options().column("UserId").dictionaryEnabled()).isFalse();
    spark.conf().set(OWN + "dictionaryEnabled#UserId", "true");
    assertThat(conf().options().column("UserId").dictionaryEnabled()).isTrue();
    WriteOptions options = conf("parquet.enable.dictionary#userid", "false").options();
    assertThat(options.column("UserId").dictionaryEnabled()).isFalse();
    assertThat(options.column("id").dictionaryEnabled()).isTrue();
    assertThat(
            conf("parquet.enable.dictionary#UserId", "false", "dictionaryEnabled#UserId", "true")
                .options()
                .column("UserId")
                .dictionaryEnabled())
        .isTrue();
  }

  @Test
  void columnsAreFoundAsTheSessionFindsThem() {
    assertThat(conf("compression#USERID", "gzip").options().column("UserId").compression().codec())
        .isEqualTo(Codec.GZIP);
    spark.conf().set("spark.sql.caseSensitive", "true");
    assertThatThrownBy(() -> conf("compression#USERID", "gzip"))
        .hasMessageContaining("compression#USERID")
        .hasMessageContaining("UserId");
  }

  @ParameterizedTest
  @ValueSource(strings = {"compression#nowhere", "parquet.enable.dictionary#nowhere"})
  void anOptionForAColumnThatIsNotThereFails(String key) {
    assertThatThrownBy(() -> conf(key, "true"))
        .hasMessageContaining(key)
        .hasMessageContaining("no column `nowhere`");
  }

  @Test
  void aPartitionColumnIsNoColumnOfTheFiles() {
    partitions = List.of("p");
    assertThatThrownBy(() -> conf("compression#p", "gzip")).hasMessageContaining("no column `p`");
  }

  @Test
  void aSharedConfigurationMaySpeakOfColumnsOfOtherTables() {
    hadoop("parquet.enable.dictionary#elsewhere", "false");
    assertThat(conf().options().columnPaths()).isEmpty();
  }

  @Test
  void aColumnCannotHaveAnOptionOfTheWholeWrite() {
    assertThatThrownBy(() -> conf("pageSizeBytes#id", "1m"))
        .hasMessageContaining("cannot be set for one column");
  }

  @ParameterizedTest
  @CsvSource({
    "parquet.crypto.factory.class, org.example.Factory",
    "parquet.encryption.footer.key, k1",
    "parquet.encryption.column.keys, k1:id",
    "parquet.encryption.uniform.key, k1"
  })
  void whatWouldChangeTheResultIsRefusedWhereverItIsSet(String key, String value) {
    assertRefused(key, value, "an option of the write", key, value);
    spark.conf().set(key, value);
    assertRefused(key, value, "the session configuration");
    spark.conf().unset(key);
    hadoop(key, value);
    assertRefused(key, value, "the Hadoop configuration");
    if (!key.startsWith("parquet.encryption") && !key.startsWith("parquet.crypto")) {
      return;
    }
    assertThat(conf(key, "")).isNotNull();
  }

  private void assertRefused(String key, String value, String place, String... options) {
    assertThatThrownBy(() -> conf(options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("`" + key + "` = `" + value + "`")
        .hasMessageContaining(place)
        .hasMessageContaining("remove it");
  }

  @Test
  void builtInKeysOfAllPlacesAreObeyed() {
    hadoop("parquet.writer.version", "PARQUET_2_0");
    spark.conf().set("parquet.page.write-checksum.enabled", "false");
    WriteOptions options = conf("parquet.writer.version", "v1").options();
    assertThat(options.writerVersion()).isEqualTo(WriterVersion.V1);
    assertThat(options.pageChecksum()).isFalse();
  }

  @Test
  void anOverwriteReplacesWhatItsStrongestPlaceSays() {
    String key = "spark.sql.sources.partitionOverwriteMode";
    assertThat(conf().partitionOverwrite()).isEqualTo(PartitionOverwrite.STATIC);
    spark.conf().set(key, "dynamic");
    assertThat(conf().partitionOverwrite()).isEqualTo(PartitionOverwrite.DYNAMIC);
    spark.conf().set(OWN + "partitionOverwriteMode", "STATIC");
    assertThat(conf().partitionOverwrite()).isEqualTo(PartitionOverwrite.STATIC);
    assertThat(conf("PARTITIONOVERWRITEMODE", "Dynamic").partitionOverwrite())
        .isEqualTo(PartitionOverwrite.DYNAMIC);
    assertThatThrownBy(() -> conf("partitionOverwriteMode", "some"))
        .hasMessageContaining("`static` or `dynamic` but was `some`");
  }

  @ParameterizedTest
  @CsvSource({"txnAppId, job", "mergeSchema, true", "replaceWhere, a = 1", "txnVersion, 1"})
  void optionsOfTablesAreRefusedWithoutTheirProtocol(String key, String value) {
    assertThatThrownBy(() -> conf(key, value))
        .hasMessageContaining("`" + key + "` = `" + value + "`")
        .hasMessageContaining("Set `commitProtocol` to `delta`");
  }

  @Test
  void optionsOfTablesInTheSessionAreForWritesWithTheirProtocol() {
    spark.conf().set(OWN + "userMetadata", "job 17");
    spark.conf().set(OWN + "mergeSchema", "true");
    conf();
    assertThat(conf("commitProtocol", "delta").options().userMetadata()).contains("job 17");
  }

  @Test
  void settingsWithoutMeaningAreAccepted() {
    conf(
        "parquet.memory.pool.ratio", "0.5",
        "parquet.page.size.row.check.min", "1",
        "parquet.validation", "true",
        "parquet.page.size.check.estimate", "false");
  }

  @ParameterizedTest
  @CsvSource({
    "     ,      ,      , 1",
    "true ,      ,      , 100",
    "true , 7    ,      , 7",
    "     , 7    ,      , 7",
    "false, 7    , 4    , 1",
    "     ,      , 4    , 4",
    "     , 7    , 4    , 7",
    "true ,      , 4    , 4",
    "true ,      , 0    , 100",
    "false,      , 4    , 1",
    "     ,      , 0    , 1",
    "     , 1    , 4    , 1"
  })
  void filesAreKeptOpenAsTheWriteOrSparkSays(String fanout, String own, String session, int open) {
    if (session != null) {
      spark.conf().set("spark.sql.maxConcurrentOutputFileWriters", session);
    }
    partitions = List.of("p");
    List<String> options = new ArrayList<>();
    if (fanout != null) {
      options.addAll(List.of("fanout", fanout));
    }
    if (own != null) {
      options.addAll(List.of("maxOpenFiles", own));
    }
    SparkWriteConf conf = conf(options.toArray(String[]::new));
    assertThat(conf.options().maxOpenFiles()).isEqualTo(open);
    assertThat(conf.isFanout()).isEqualTo(open > 1);
  }

  @Test
  void aDistributionThatNothingTellsIsRefused() {
    assertThatThrownBy(() -> conf("distributionMode", "hash"))
        .hasMessageContaining("`distributionMode` = `hash`, set in an option of the write")
        .hasMessageContaining("no partition columns");
    assertThatThrownBy(() -> conf("distributionMode", "range"))
        .hasMessageContaining("neither partition columns nor `sortingColumns`");
    assertThatThrownBy(() -> conf("advisoryPartitionSizeBytes", "64m"))
        .hasMessageContaining("Set `distributionMode`");
    assertThatThrownBy(() -> conf("distributionMode", "round"))
        .hasMessageContaining("must be `none`, `hash` or `range` but was `round`");
    assertThat(conf("distributionMode", "range", "sortingColumns", "id").isDistributed()).isTrue();
  }

  @Test
  void aDistributionOfTheSessionHoldsWhereItCan() {
    spark.conf().set(OWN + "distributionMode", "hash");
    spark.conf().set(OWN + "advisoryPartitionSizeBytes", "64m");
    assertThat(conf().isDistributed()).isFalse();
    partitions = List.of("p");
    assertThat(conf().isDistributed()).isTrue();
    assertThat(conf().distribution().advisoryBytes(new Path("/any"))).isEqualTo(64 << 20);
  }

  @ParameterizedTest
  @CsvSource({"compresion, compression", "target_file_size_bytes, targetFileSizeBytes"})
  void aNearMissFailsNamingTheKnownOption(String key, String meant) {
    assertThatThrownBy(() -> conf(key, "1")).hasMessageContaining(key).hasMessageContaining(meant);
    spark.conf().set(OWN + key, "1");
    assertThatThrownBy(this::conf).hasMessageContaining(meant);
  }

  @Test
  void anUnknownOptionWarnsUnlessItIsToFail() {
    conf("somethingElse", "1");
    assertThatThrownBy(() -> conf("somethingElse", "secret", "unknownOptions", "fail"))
        .hasMessageContaining("somethingElse")
        .hasMessageNotContaining("secret");
  }

  @Test
  void keysWithADotAreConfiguration() {
    spark.conf().set(OWN + "fs.s3a.endpoint", "http://session");
    spark.conf().set(OWN + "fs.s3a.region", "there");
    SparkWriteConf conf = conf("fs.s3a.endpoint", "http://option", "unknownOptions", "fail");
    assertThat(conf.hadoopConfiguration().get("fs.s3a.endpoint")).isEqualTo("http://option");
    assertThat(conf.hadoopConfiguration().get("fs.s3a.region")).isEqualTo("there");
  }

  @Test
  void theHadoopConfigurationIsTheCallersToChange() {
    SparkWriteConf conf = conf();
    String key = "mapreduce.outputcommitter.factory.scheme.file";
    conf.hadoopConfiguration().set(key, "changed");
    assertThat(conf.hadoopConfiguration().get(key)).isNull();
  }

  @Test
  void executorWideKeysAreNoOptionsOfAWrite() {
    assertThatThrownBy(() -> conf("spark.parquetext.encoder.threads", "2"))
        .hasMessageContaining("whole executor");
  }

  @ParameterizedTest
  @CsvSource({"INT96, INT96", "timestamp_micros, INT64", "TIMESTAMP_MILLIS, INT64"})
  void timestampsAreOfTheTypeThatIsAskedFor(String value, PrimitiveTypeName physical) {
    String key = "spark.sql.parquet.outputTimestampType";
    assertThat(timestamp(conf(key, value))).isEqualTo(physical);
    spark.conf().set(key, value);
    assertThat(timestamp(conf())).isEqualTo(physical);
    assertThat(timestamp(conf(key, "INT96"))).isEqualTo(PrimitiveTypeName.INT96);
    assertThatThrownBy(() -> conf(key, "INT32")).hasMessageContaining("TIMESTAMP_MICROS");
  }

  private static PrimitiveTypeName timestamp(SparkWriteConf conf) {
    return conf.fileSchema().messageType().getType("ts").asPrimitiveType().getPrimitiveTypeName();
  }

  @Test
  void theTimeZoneOfPartitionsIsTheSessionsUnlessItIsAnOption() {
    spark.conf().set("spark.sql.session.timeZone", "Asia/Tokyo");
    assertThat(conf().timeZone()).isEqualTo("Asia/Tokyo");
    assertThat(conf("TIMEZONE", "UTC").timeZone()).isEqualTo("UTC");
  }

  @Test
  void onlyRegisteredOptionsAreShown() {
    assertThat(
            conf("fs.s3a.secret.key", "hidden", "pageSizeBytes", "2m", "other", "hidden").shown())
        .containsExactly(Map.entry("compression", "snappy"), Map.entry("pageSizeBytes", "2m"));
  }

  @Test
  void theLegacyFormatIsWrittenWhereverItIsAskedFor() {
    String key = "spark.sql.parquet.writeLegacyFormat";
    assertThat(amount(conf())).isEqualTo(PrimitiveTypeName.INT32);
    hadoop(key, "true");
    assertThat(amount(conf())).isEqualTo(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY);
    spark.conf().set(key, "false");
    assertThat(amount(conf())).isEqualTo(PrimitiveTypeName.INT32);
    assertThat(amount(conf(key, "TRUE"))).isEqualTo(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY);
    assertThatThrownBy(() -> conf(key, "yes"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("`" + key + "` = `yes`");
  }

  private static PrimitiveTypeName amount(SparkWriteConf conf) {
    StructType schema = StructType.fromDDL("amount decimal(5,2)");
    return conf.fileSchema()
        .with(schema)
        .messageType()
        .getColumns()
        .get(0)
        .getPrimitiveType()
        .getPrimitiveTypeName();
  }

  @Test
  void theVariantAnnotationIsLeftOutWhenAskedFor() {
    String key = "spark.sql.parquet.variant.annotateLogicalType.enabled";
    FileSchema annotated = conf().fileSchema().with(StructType.fromDDL("v variant"));
    FileSchema bare = conf(key, "false").fileSchema().with(StructType.fromDDL("v variant"));

    assertThat(annotated.messageType().getType(0).getLogicalTypeAnnotation()).isNotNull();
    assertThat(bare.messageType().getType(0).getLogicalTypeAnnotation()).isNull();
  }

  @Test
  void rebaseModesFollowThePrecedenceOfPlaces() {
    String key = "spark.sql.parquet.datetimeRebaseModeInWrite";
    assertThat(dates(conf())).isEqualTo(Mode.CORRECTED);
    hadoop(key, "LEGACY");
    assertThat(dates(conf())).isEqualTo(Mode.LEGACY);
    spark.conf().set(key, "EXCEPTION");
    assertThat(dates(conf())).isEqualTo(Mode.EXCEPTION);
    assertThat(dates(conf(key, "corrected"))).isEqualTo(Mode.CORRECTED);
    assertThatThrownBy(() -> conf(key, "JULIAN"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("`" + key + "` = `JULIAN`")
        .hasMessageContaining("[CORRECTED, LEGACY, EXCEPTION]");
  }

  private static Mode dates(SparkWriteConf conf) {
    return conf.rebaseModes().rebase(conf.fileSchema()).dates().mode();
  }

  @ParameterizedTest
  @CsvSource({
    "INT96, EXCEPTION, spark.sql.parquet.int96RebaseModeInWrite, Parquet INT96",
    "TIMESTAMP_MICROS, LEGACY, spark.sql.parquet.datetimeRebaseModeInWrite, Parquet",
    "TIMESTAMP_MILLIS, LEGACY, spark.sql.parquet.datetimeRebaseModeInWrite, Parquet"
  })
  void timestampsFollowTheRuleOfTheirTypeInTheFile(
      String type, Mode mode, String key, String format) {
    spark.conf().set("spark.sql.parquet.int96RebaseModeInWrite", "EXCEPTION");
    spark.conf().set("spark.sql.parquet.datetimeRebaseModeInWrite", "LEGACY");
    SparkWriteConf conf = conf("spark.sql.parquet.outputTimestampType", type);

    assertThat(conf.rebaseModes().rebase(conf.fileSchema()).timestamps())
        .isEqualTo(new Rebase.Rule(mode, key, format));
  }

  @Test
  void theFooterTellsWhatIsLegacyAndInWhichTimeZone() {
    spark.conf().set("spark.sql.session.timeZone", "Asia/Tokyo");
    String timeZone = "org.apache.spark.timeZone";
    assertThat(conf().rebaseModes().keyValues()).isEmpty();
    assertThat(
            conf("spark.sql.parquet.datetimeRebaseModeInWrite", "LEGACY", "timeZone", "UTC")
                .rebaseModes()
                .keyValues())
        .isEqualTo(Map.of("org.apache.spark.legacyDateTime", "", timeZone, "Asia/Tokyo"));
    assertThat(conf("spark.sql.parquet.int96RebaseModeInWrite", "LEGACY").rebaseModes().keyValues())
        .isEqualTo(Map.of("org.apache.spark.legacyINT96", "", timeZone, "Asia/Tokyo"));
  }

  @ParameterizedTest
  @MethodSource("columnsThatNoFileHas")
  void columnsThatNoFileHasAreRefusedWhilePlanning(StructType columns, String message) {
    assertThatThrownBy(
            () -> new SparkWriteConf(spark, Map.of(), WriteColumns.of(columns, List.of(), false)))
        .hasMessageContaining(message);
  }

  static Stream<Arguments> columnsThatNoFileHas() {
    DataType deep = DataTypes.LongType;
    for (int i = 0; i < 64; i++) {
      deep = DataTypes.createArrayType(deep);
    }
    StructType alike = new StructType().add("x", "int").add("y", "int").add("x", "int");
    StructType nameless = new StructType().add("", "int");
    return Stream.of(
        Arguments.of(new StructType().add("s", alike), "`s.x`: two fields have this name"),
        Arguments.of(new StructType().add("s", nameless), "a column without a name in `s`"),
        Arguments.of(new StructType().add("deep", deep), "more than 127 levels"));
  }
}
