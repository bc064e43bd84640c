package org.parquetext.spark.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parquetext.options.Codec;
import org.parquetext.options.SortingColumn;
import org.parquetext.options.WriteOptions;

/** Options of every kind, in every place where they can be set. */
class OptionPlacesTest extends WriteConfTest {

  @Test
  void everyOptionIsExplained() {
    hadoop("parquet.page.size", "64k");
    spark.conf().set(OWN + "pageRowLimit", "7");
    spark.conf().set("spark.sql.parquet.compression.codec", "gzip");
    List<String> explained =
        explained("bloomFilterFpp#USERID", "0.5", "KeyValueMetadata.Password", "hidden");
    assertThat(explained)
        .contains(
            "compression = gzip (the session configuration, as"
                + " `spark.sql.parquet.compression.codec`)",
            "compressionLevel = 6 (default)",
            "pageSizeBytes = 64k (the Hadoop configuration, as `parquet.page.size`)",
            "pageRowLimit = 7 (" + Place.SESSION_OPTION + ")",
            "rowGroupSizeBytes = 128m (default)",
            "bloomFilterFpp = 0.01 (default)",
            "bloomFilterFpp#UserId = 0.5 (an option of the write)",
            "encoding = auto (default)")
        .doesNotHaveDuplicates();
    assertThat(explained)
        .filteredOn(line -> line.startsWith("keyValueMetadata"))
        .singleElement()
        .asString()
        .startsWith("keyValueMetadata.Password = ")
        .doesNotContain("hidden");
    assertThat(explained).noneMatch(line -> line.startsWith("spark.parquetext"));
  }

  @Test
  void aProfileExplainsCodecAndLevel() {
    assertThat(explained("profile", "archive"))
        .contains(
            "profile = archive (an option of the write)",
            "compression = zstd (`profile` = `archive`)",
            "compressionLevel = 19 (`profile` = `archive`)");
    assertThat(explained()).noneMatch(line -> line.startsWith("compressionLevel"));
  }

  @Test
  void plansShowWhatIsExplainedAsSet() {
    SparkWriteConf conf = conf("profile", "archive", "sortingColumns", "USERID", "other", "x");
    assertThat(conf.shown())
        .containsExactly(
            Map.entry("compression", "zstd"),
            Map.entry("compressionLevel", "19"),
            Map.entry("profile", "archive"),
            Map.entry("sortingColumns", "`UserId` asc nulls first"));
  }

  private List<String> explained(String... options) {
    return conf(options).explained().stream()
        .map(option -> option.key() + " = " + option.value() + " (" + option.origin() + ")")
        .toList();
  }

  @Test
  void aProfileWinsOverCodecsAndLevelsOfWeakerPlaces() {
    spark.conf().set("spark.sql.parquet.compression.codec", "gzip");
    hadoop("parquet.compression.codec.zstd.level", "5");
    assertThat(compression("profile", "archive")).isEqualTo("zstd 19");
    spark.conf().set(OWN + "profile", "maxCompression");
    assertThat(compression()).isEqualTo("zstd 9");
    assertThat(compression("profile", "fastRead")).isEqualTo("snappy");
    assertThat(compression("compression", "gzip")).isEqualTo("gzip 6");
    assertThat(compression("parquet.compression", "zstd")).isEqualTo("zstd 9");
    assertThat(compression("parquet.compression.codec.zstd.level", "6")).isEqualTo("zstd 6");
    spark.conf().set(OWN + "compression", "lz4_raw");
    assertThat(compression()).isEqualTo("lz4_raw");
    assertThat(compression("profile", "balanced")).isEqualTo("zstd 3");
  }

  @Test
  void aProfileLeavesAColumnItsOwnCodec() {
    spark.conf().set(OWN + "compression#id", "gzip");
    WriteOptions options = conf("profile", "archive").options();
    assertThat(options.column("id").compression().codec()).isEqualTo(Codec.GZIP);
    assertThat(options.column("ts").compression().level()).isEqualTo(19);
  }

  @Test
  void aKeyWithoutANameOfOursFollowsThePrecedenceOfPlaces() {
    String key = "parquet.bloom.filter.max.bytes";
    assertThat(conf().options().bloomFilterMaxBytes()).isEqualTo(1 << 20);
    hadoop(key, "1000");
    assertThat(conf().options().bloomFilterMaxBytes()).isEqualTo(1000);
    spark.conf().set(key, "2000");
    assertThat(conf().options().bloomFilterMaxBytes()).isEqualTo(2000);
    spark.conf().set(OWN + key, "3000");
    assertThat(conf().options().bloomFilterMaxBytes()).isEqualTo(3000);
    assertThat(conf(key.toUpperCase(), "4000").options().bloomFilterMaxBytes()).isEqualTo(4000);
  }

  @Test
  void theBuiltInsKeyOfAColumnHoldsForAllOfUs() {
    hadoop("parquet.bloom.filter.fpp", "0.2");
    hadoop("parquet.bloom.filter.fpp#userid", "0.3");
    WriteOptions options = conf("bloomFilterFpp#ID", "0.4").options();
    assertThat(options.column("ts").bloomFilterFpp()).isEqualTo(0.2);
    assertThat(options.column("UserId").bloomFilterFpp()).isEqualTo(0.3);
    assertThat(options.column("id").bloomFilterFpp()).isEqualTo(0.4);
  }

  @Test
  void anEncodingThatTheColumnsTypeDoesNotHaveIsRefused() {
    assertThatThrownBy(() -> conf("encoding#userid", "DELTA_BINARY_PACKED"))
        .hasMessageContaining("Cannot write column `UserId`")
        .hasMessageContaining("DELTA_BYTE_ARRAY");
  }

  @Test
  void aWrongValueIsRefusedNamingWhereItWasSet() {
    hadoop("parquet.page.size", "many");
    assertThatThrownBy(this::conf)
        .hasMessageContaining("pageSizeBytes")
        .hasMessageContaining("`parquet.page.size`, set in the Hadoop configuration");
  }

  @Test
  void sortingColumnsGetTheNamesOfTheFiles() {
    assertThat(conf("sortingColumns", "USERID desc, `id`").sortingColumns())
        .hasToString("[`UserId` desc nulls last, `id` asc nulls first]");
    spark.conf().set(OWN + "sortingColumns", "id");
    assertThat(conf().sortingColumns()).hasToString("[`id` asc nulls first]");
    spark.conf().set("spark.sql.caseSensitive", "true");
    assertThatThrownBy(() -> conf("sortingColumns", "userid"))
        .hasMessageContaining("`sortingColumns` = `userid`, set in an option of the write")
        .hasMessageContaining("no column `userid`")
        .hasMessageContaining("UserId");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "p | partition column",
        "nowhere | no column `nowhere`",
        "id.x | no column of a simple type at the top level",
        "id, ID desc | twice",
        "ts, id | cut to milliseconds",
        "c | collation"
      })
  void sortingColumnsThatTheFilesCannotBeSortedByAreRefused(String sorting, String reason) {
    StructType schema =
        StructType.fromDDL("id bigint, ts timestamp, c string collate UTF8_LCASE, p int");
    WriteColumns columns = WriteColumns.of(schema, List.of("p"), false);
    SortingNames names = new SortingNames(columns, false, "TIMESTAMP_MILLIS");
    Setting setting = new Setting("sortingColumns", sorting, Place.OPTION);
    List<SortingColumn> parsed =
        WriteOptions.builder().set("sortingColumns", sorting).build().sortingColumns();
    assertThatThrownBy(() -> names.resolve(setting, parsed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("`sortingColumns` = `" + sorting + "`")
        .hasMessageContaining(reason);
  }

  @Test
  void footerKeysKeepTheirCaseInEveryPlace() {
    spark.conf().set(OWN + "keyValueMetadata.Owner", "session");
    spark.conf().set(OWN + "keyValueMetadata.team", "session");
    SparkWriteConf conf =
        conf(
            "KEYVALUEMETADATA.Owner",
            "option",
            "keyValueMetadata.owner",
            "x",
            "unknownOptions",
            "fail");
    assertThat(conf.options().keyValueMetadata())
        .containsOnly(
            Map.entry("Owner", "option"), Map.entry("owner", "x"), Map.entry("team", "session"));
    assertThat(conf.hadoopConfiguration().get("keyValueMetadata.owner")).isNull();
  }

  @Test
  void aMisspeltFooterKeyIsNoConfiguration() {
    assertThatThrownBy(() -> conf("keyValueMetdata.Owner", "1"))
        .hasMessageContaining("did you mean `keyValueMetadata.<key>`?");
  }

  private String compression(String... options) {
    return conf(options).options().compression().toString();
  }
}
