package org.parquetext.integration.failure;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.ListedKeys;

/**
 * What cannot be encrypted as it is said is refused while planning, and never left in plaintext.
 */
class EncryptionSettingsTest extends FailureTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "uniform.key=footer footer.key=footer | parquet.encryption.footer.key",
        "uniform.key=footer column.keys=secret:a | parquet.encryption.column.keys",
        "column.keys=secret:a | Set `parquet.encryption.footer.key`",
        "footer.key=footer | Set `parquet.encryption.column.keys`",
        "footer.key=footer column.keys=secret:b | the files have no column `b`",
        "footer.key=footer column.keys=secret:s | the files have no column `s`",
        "footer.key=footer column.keys=secret:a.b | the files have no column `a.b`",
        "footer.key=footer column.keys=secret | it reads `key: column",
        "footer.key=footer column.keys=secret: | it reads `key: column",
        "uniform.key=footer algorithm=ROT13 | [AES_GCM_V1, AES_GCM_CTR_V1]",
        "uniform.key=footer data.key.length.bits=100 | [128, 192, 256]",
      })
  void whatDoesNotFitTogether(String settings, String message) {
    List<String> before = writeOldTable();
    DataFrameWriter<Row> writer = writer(settings).options(ListedKeys.CONFIGURATION);
    assertThatThrownBy(() -> writer.save(table().toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cannot write with `parquet.encryption.")
        .hasMessageContaining(message);
    requireOldTable(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"uniform.key=footer", "footer.key=footer column.keys=secret:a"})
  void keysThatNobodyWouldUse(String settings) {
    DataFrameWriter<Row> writer = writer(settings);
    assertThatThrownBy(() -> writer.save(table().toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Set that too")
        .hasMessageContaining("parquet.crypto.factory.class");
    requireNoFiles();
  }

  @ParameterizedTest
  @CsvSource({"parquet.summary.metadata.level, ALL", "parquet.enable.summary-metadata, true"})
  void summariesThatWouldHoldTheBoundsInPlaintext(String key, String value) {
    DataFrameWriter<Row> writer =
        writer("uniform.key=footer").options(ListedKeys.CONFIGURATION).option(key, value);
    assertThatThrownBy(() -> writer.save(table().toString()))
        .hasMessageContaining("Cannot write with `" + key + "` = `" + value)
        .hasMessageContaining("values of encrypted columns");
    requireNoFiles();
  }

  @ParameterizedTest
  @ValueSource(strings = {"org.example.Factory", "java.lang.String"})
  void aFactoryThatIsNone(String name) {
    DataFrameWriter<Row> writer =
        writer("uniform.key=footer").option("parquet.crypto.factory.class", name);
    assertThatThrownBy(() -> writer.save(table().toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cannot encrypt with `parquet.crypto.factory.class` = `" + name)
        .hasMessageContaining("class path");
    requireNoFiles();
  }

  @Test
  void aMasterKeyThatTheServerDoesNotHaveLeavesTheOldTable() {
    List<String> before = writeOldTable();
    DataFrameWriter<Row> writer = writer("uniform.key=lost").options(ListedKeys.CONFIGURATION);
    assertThatThrownBy(() -> writer.save(table().toString()))
        .hasStackTraceContaining("Cannot encrypt file")
        .hasStackTraceContaining("There is no master key lost");
    requireOldTable(before);
  }

  private DataFrameWriter<Row> writer(String settings) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String setting : settings.split(" ")) {
      String[] keyAndValue = setting.split("=", 2);
      options.put("parquet.encryption." + keyAndValue[0], keyAndValue[1]);
    }
    return table(10, "id AS a", "named_struct('x', id) AS s")
        .write()
        .format(FormatUnderTest.NAME)
        .mode(SaveMode.Overwrite)
        .options(options);
  }
}
