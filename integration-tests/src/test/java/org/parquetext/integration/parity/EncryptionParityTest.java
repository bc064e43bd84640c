package org.parquetext.integration.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.ColumnChunk;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.EncryptedFile;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.ListedKeys;
import org.parquetext.integration.fixture.ParityTest;
import org.parquetext.integration.fixture.SinceSpark;
import org.parquetext.integration.fixture.SparkReader;
import org.parquetext.integration.fixture.TableDirectory;

/** Files encrypted by the built-in writer's own keys, and read by Spark. */
class EncryptionParityTest extends ParityTest {

  private static final String UNIFORM = "uniform.key=footer";
  private static final String SECRETS =
      "footer.key=footer column.keys=secret:card,person.name;other:marks.list.element";

  private Dataset<Row> people() {
    return table(
        3_000,
        "id",
        "concat('card-', id) AS card",
        "IF(id % 5 = 0, NULL, named_struct('name', concat('name-', id), 'age', id % 90)) AS person",
        "transform(sequence(0, id % 4), i -> concat('mark-', id + i)) AS marks",
        "CAST(id AS DOUBLE) / 7 AS score");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        UNIFORM,
        UNIFORM + " plaintext.footer=true",
        UNIFORM + " algorithm=AES_GCM_CTR_V1 data.key.length.bits=256",
        SECRETS,
        SECRETS + " plaintext.footer=true",
        SECRETS + " complete.columns=true algorithm=AES_GCM_CTR_V1",
        SECRETS + " double.wrapping=false",
        SECRETS + " key.material.store.internally=false",
        SECRETS + " writer.version=v2 bloom.filter.enabled=true",
      })
  void asTheBuiltIn(String settings) {
    Map<String, String> options = options(settings);
    write(FormatUnderTest.BUILT_IN, options, parity().builtIn());
    write(FormatUnderTest.NAME, options, parity().own());

    assertThat(new TableDirectory(parity().own()).layout())
        .isEqualTo(new TableDirectory(parity().builtIn()).layout());
    assertThat(own().facts()).isEqualTo(builtIn().facts());
    assertThat(own().shows("card-1500")).isFalse();
    assertThat(own().shows("name-1501")).isFalse();
    assertThat(own().shows("mark-1502")).isFalse();
    requireSameRows();
  }

  /** Shows that the test above can fail. */
  @Test
  void withoutKeysTextIsInPlaintext() {
    write(FormatUnderTest.NAME, Map.of("compression", "none"), parity().own());
    assertThat(own().shows("card-1500")).isTrue();
  }

  @Test
  void asTheSessionSays() {
    options(UNIFORM).forEach(spark().conf()::set);
    write(FormatUnderTest.NAME, Map.of(), parity().own());
    assertThat(own().facts()).contains("PARE", "ENCRYPTED_FOOTER");
    assertThat(spark().read().parquet(parity().own().toString()).count()).isEqualTo(3_000);
  }

  @Test
  void asTheHadoopConfigurationSays() {
    Map<String, String> options = options(UNIFORM);
    options.forEach(spark().sparkContext().hadoopConfiguration()::set);
    try {
      write(FormatUnderTest.NAME, Map.of(), parity().own());
    } finally {
      options.keySet().forEach(spark().sparkContext().hadoopConfiguration()::unset);
    }
    assertThat(own().facts()).contains("PARE", "ENCRYPTED_FOOTER");
  }

  @Test
  void everyFileOfEveryPartitionIsEncrypted() {
    table(100, "id", "id % 3 AS p")
        .write()
        .format(FormatUnderTest.NAME)
        .options(options(UNIFORM))
        .option("maxRecordsPerFile", 10)
        .partitionBy("p")
        .save(parity().own().toString());
    List<Path> files = new TableDirectory(parity().own()).parquetFiles();
    assertThat(files)
        .hasSize(12)
        .allSatisfy(file -> assertThat(new EncryptedFile(file).facts()).contains("PARE"));
    ListedKeys.CONFIGURATION.forEach(spark().conf()::set);
    assertThat(spark().read().parquet(parity().own().toString()).count()).isEqualTo(100);
  }

  @Test
  void withoutTheKeysNobodyReadsIt() {
    write(FormatUnderTest.NAME, options(UNIFORM), parity().own());
    assertThatThrownBy(() -> spark().read().parquet(parity().own().toString()))
        .hasStackTraceContaining("encrypted footer");
  }

  @Test
  void columnsWithoutKeysAreReadWithoutKeys() {
    write(FormatUnderTest.NAME, options(SECRETS + " plaintext.footer=true"), parity().own());
    Dataset<Row> table = spark().read().parquet(parity().own().toString());
    assertThat(table.selectExpr("sum(id)").first().getLong(0)).isEqualTo(3_000L * 2_999 / 2);
    assertThatThrownBy(() -> table.selectExpr("max(card)").collectAsList())
        .hasStackTraceContaining("ParquetCryptoRuntimeException");
  }

  /** parquet-java leaves it there. */
  @Test
  @SinceSpark(value = "4.2", because = "GEOMETRY")
  void aFooterInPlaintextHasNoBoundingBoxOfAnEncryptedColumn() {
    String point = "st_geomfromwkb(X'0101000000000000000000F03F000000000000F03F', 4326)";
    table(10, point + " AS home", point + " AS city")
        .write()
        .format(FormatUnderTest.NAME)
        .options(options("footer.key=footer column.keys=secret:home plaintext.footer=true"))
        .save(parity().own().toString());
    List<ColumnChunk> chunks = parity().footer().rowGroups().get(0).getColumns();
    assertThat(chunks.get(0).getMeta_data().isSetGeospatial_statistics()).isFalse();
    assertThat(chunks.get(1).getMeta_data().isSetGeospatial_statistics()).isTrue();
  }

  private void write(String format, Map<String, String> options, Path path) {
    people()
        .write()
        .format(format)
        .options(options)
        .mode(SaveMode.ErrorIfExists)
        .save(path.toString());
  }

  private void requireSameRows() {
    ListedKeys.CONFIGURATION.forEach(spark().conf()::set);
    new SparkReader(spark()).requireSameRows(parity().builtIn(), parity().own());
    SparkReader.rowByRow(spark()).requireSameRows(parity().builtIn(), parity().own());
  }

  private EncryptedFile own() {
    return new EncryptedFile(new TableDirectory(parity().own()).parquetFile());
  }

  private EncryptedFile builtIn() {
    return new EncryptedFile(new TableDirectory(parity().builtIn()).parquetFile());
  }

  /** Keys without what most of them begin with, and the key server; nothing is compressed. */
  private static Map<String, String> options(String settings) {
    Map<String, String> options = new LinkedHashMap<>(ListedKeys.CONFIGURATION);
    options.put("compression", "none");
    options.put("verify", "full");
    for (String setting : settings.split(" ")) {
      String[] keyAndValue = setting.split("=", 2);
      boolean isOfWriter = keyAndValue[0].matches("writer.version|bloom.filter.enabled");
      options.put(
          (isOfWriter ? "parquet." : "parquet.encryption.") + keyAndValue[0], keyAndValue[1]);
    }
    return options;
  }
}
