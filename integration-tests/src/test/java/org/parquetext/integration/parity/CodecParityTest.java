package org.parquetext.integration.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.parquet.format.CompressionCodec;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.DuckDbReader;
import org.parquetext.integration.fixture.Footer;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.ParityTest;
import org.parquetext.integration.fixture.TableDirectory;

class CodecParityTest extends ParityTest {

  @ParameterizedTest
  @ValueSource(strings = {"none", "uncompressed", "snappy", "gzip", "zstd", "lz4_raw"})
  void everyCodec(String codec) {
    parity().option("compression", codec).require(rows());
  }

  @Test
  void hadoopsFramedLz4() {
    parity().withoutDuckDb().option("compression", "lz4").require(rows());
  }

  @ParameterizedTest
  @ValueSource(strings = {"compression", "parquet.compression"})
  void theCodecAsAnyOfTheBuiltInsOptions(String option) {
    parity().option(option, "GZIP").require(table(10, "id"));
  }

  @Test
  void theCodecOfTheSession() {
    spark().conf().set("spark.sql.parquet.compression.codec", "zstd");
    parity().require(table(10, "id"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"snappy", "gzip", "zstd", "lz4_raw"})
  void pagesThatDoNotCompress(String codec) {
    parity()
        .pagesCutByBytes()
        .option("compression", codec)
        .require(table(20_000, "unhex(sha2(CAST(id AS STRING), 512)) AS noise"));
  }

  @Test
  void brotliIsReadByDuckDb(@TempDir Path directory) {
    Path plain = directory.resolve("plain");
    Path brotli = directory.resolve("brotli");
    rows()
        .write()
        .format(FormatUnderTest.NAME)
        .option("compression", "none")
        .save(plain.toString());
    rows()
        .write()
        .format(FormatUnderTest.NAME)
        .option("compression", "brotli")
        .save(brotli.toString());

    Path file = new TableDirectory(brotli).parquetFile();
    assertThat(file.toString()).endsWith(".br.parquet");
    assertThat(Footer.read(file).rowGroups().get(0).getColumns())
        .allMatch(chunk -> chunk.getMeta_data().getCodec() == CompressionCodec.BROTLI);
    new DuckDbReader().requireSameRows(plain, brotli);
  }

  private Dataset<Row> rows() {
    return table(
        60_000,
        "id",
        "CAST(id % 50 AS INT) AS few",
        "concat('value ', id % 9000) AS text",
        "IF(id % 10 = 0, NULL, sqrt(id)) AS root",
        "id % 3 = 0 AS flag");
  }
}
