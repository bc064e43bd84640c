package org.parquetext.spark.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.parquetext.options.Codec;
import org.parquetext.options.WriteOptions;

/** Codec and level, in every place and by every name of the built-in writer's. */
class CompressionPlacesTest extends WriteConfTest {

  @Test
  void theCodecFollowsThePrecedenceOfPlaces() {
    assertThat(codec()).isEqualTo(Codec.SNAPPY);
    spark.conf().set("spark.sql.parquet.compression.codec", "gzip");
    assertThat(codec()).isEqualTo(Codec.GZIP);
    spark.conf().set(OWN + "compression", "zstd");
    assertThat(codec()).isEqualTo(Codec.ZSTD);
    assertThat(codec("parquet.compression", "UNCOMPRESSED")).isEqualTo(Codec.UNCOMPRESSED);
    assertThat(codec("parquet.compression", "gzip", "compression", "lz4_raw"))
        .isEqualTo(Codec.LZ4_RAW);
  }

  private Codec codec(String... options) {
    return conf(options).options().compression().codec();
  }

  @Test
  void likeTheBuiltInTheCodecIgnoresParquetCompressionOutsideOfOptions() {
    hadoop("parquet.compression", "GZIP");
    spark.conf().set("parquet.compression", "GZIP");
    assertThat(codec()).isEqualTo(Codec.SNAPPY);
  }

  @Test
  void theLevelFollowsThePrecedenceOfPlaces() {
    spark.conf().set("spark.sql.parquet.compression.codec", "zstd");
    assertThat(level()).isEqualTo(3);
    hadoop("parquet.compression.codec.zstd.level", "4");
    assertThat(level()).isEqualTo(4);
    spark.conf().set(OWN + "compressionLevel", "5");
    assertThat(level()).isEqualTo(5);
    assertThat(level("parquet.compression.codec.zstd.level", "6")).isEqualTo(6);
    assertThat(level("compressionLevel", "7")).isEqualTo(7);
  }

  private int level(String... options) {
    return conf(options).options().compression().level();
  }

  @Test
  void theBuiltInsZstdLevelIsOneOfZstdOnly() {
    hadoop("parquet.compression.codec.zstd.level", "9");
    WriteOptions options = conf("compression", "gzip", "compression#id", "zstd").options();
    assertThat(options.compression().level()).isEqualTo(6);
    assertThat(options.column("id").compression().level()).isEqualTo(9);
    options = conf("compression", "zstd", "compression#id", "gzip").options();
    assertThat(options.compression().level()).isEqualTo(9);
    assertThat(options.column("id").compression().level()).isEqualTo(6);
  }

  @Test
  void theBuiltInsZstdLevelLeavesOneOfAnyCodecToTheOthers() {
    spark.conf().set(OWN + "compressionLevel", "8");
    WriteOptions options =
        conf(
                "compression", "gzip",
                "compression#id", "zstd",
                "parquet.compression.codec.zstd.level", "9")
            .options();
    assertThat(options.compression().level()).isEqualTo(8);
    assertThat(options.column("id").compression().level()).isEqualTo(9);
  }

  @Test
  void theLevelOfHadoopsGzipLeavesThatOfTheProfileToTheOthers() {
    spark.conf().set(OWN + "compressionLevel", "5");
    WriteOptions options =
        conf(
                "profile", "archive",
                "compression", "gzip",
                "compression#id", "zstd",
                "zlib.compress.level", "TWO")
            .options();
    assertThat(options.compression().level()).isEqualTo(2);
    assertThat(options.column("id").compression().level()).isEqualTo(19);
  }

  @Test
  void theLevelOfHadoopsGzipHoldsWhereTheCodecIsGzip() {
    hadoop("zlib.compress.level", "BEST_SPEED");
    WriteOptions options = conf("compression", "gzip", "compression#id", "zstd").options();
    assertThat(options.compression().level()).isEqualTo(1);
    assertThat(options.column("id").compression().level()).isEqualTo(3);
    assertThat(gzipLevel("zlib.compress.level", "BEST_COMPRESSION")).isEqualTo(9);
    assertThat(gzipLevel("zlib.compress.level", "DEFAULT_COMPRESSION")).isEqualTo(6);
    assertThat(gzipLevel("compressionLevel", "7")).isEqualTo(7);
    spark.conf().set(OWN + "compressionLevel", "5");
    assertThat(gzipLevel("zlib.compress.level", "TWO")).isEqualTo(2);
    assertThat(conf("compression", "gzip").options().compression().level()).isEqualTo(5);
    options =
        conf("compression", "gzip", "compression#id", "zstd", "zlib.compress.level", "TWO")
            .options();
    assertThat(options.compression().level()).isEqualTo(2);
    assertThat(options.column("id").compression().level()).isEqualTo(5);
  }

  @Test
  void aLevelOfAllColumnsNeedNotSuitOneThatHasItsOwn() {
    WriteOptions options =
        conf(
                "compression", "zstd",
                "compressionLevel", "19",
                "compression#id", "gzip",
                "compressionLevel#id", "4")
            .options();
    assertThat(options.compression().level()).isEqualTo(19);
    assertThat(options.column("id").compression().level()).isEqualTo(4);
  }

  @Test
  void aLevelOfHadoopsGzipThatIsNoneIsRefused() {
    assertThatThrownBy(() -> gzipLevel("zlib.compress.level", "3"))
        .hasMessageContaining("`zlib.compress.level` = `3`")
        .hasMessageContaining("BEST_SPEED");
    assertThatThrownBy(() -> gzipLevel("zlib.compress.level", "NO_COMPRESSION"))
        .hasMessageContaining("zlib.compress.level");
    hadoop("zlib.compress.level", "NO_COMPRESSION");
    assertThat(codec()).isEqualTo(Codec.SNAPPY);
  }

  private int gzipLevel(String key, String value) {
    return conf("compression", "gzip", key, value).options().compression().level();
  }
}
