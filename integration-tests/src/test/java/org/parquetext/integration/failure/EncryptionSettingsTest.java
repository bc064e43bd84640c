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
        "footer.key=footer column.keys=secret | not of the form `key: column",
        "footer.key=footer column.keys=:a | not of the form `key: column",
        "footer.key=footer column.keys=secret: | key `secret` has a column without a name",
        "footer.key=footer column.keys=secret:a;other:a | column `a` has two keys",
        "uniform.key=footer complete.columns=true | parquet.encryption.complete.columns",
        "uniform.key=footer algorithm=ROT13 | [AES_GCM_V1, AES_GCM_CTR_V1]",
        "uniform.key=footer data.key.length.bits=100 | [128, 192, 256]",
        "uniform.key=footer kek.length.bits=100 | [128, 192, 256]",
        "uniform.key=footer kms.client.class=org.example.Kms | no KmsClient on the class path",
        "uniform.key=footer kms.client.class=java.lang.String | no KmsClient on the class path",
      })
  void whatDoesNotFitTogether(String settings, String message) {
    List<String> before = writeOldTable();
    DataFrameWriter<Row> writer = encrypted(settings);
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
    DataFrameWriter<Row> writer = encrypted("uniform.key=footer").option(key, value);
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
        .hasMessageContaining("Cannot write with `parquet.crypto.factory.class` = `" + name)
        .hasMessageContaining("no crypto factory on the class path");
    requireNoFiles();
  }

  @Test
  void aMasterKeyThatTheServerDoesNotHaveLeavesTheOldTable() {
    List<String> before = writeOldTable();
    DataFrameWriter<Row> writer = encrypted("uniform.key=lost");
    assertThatThrownBy(() -> writer.save(table().toString()))
        .hasStackTraceContaining("Cannot encrypt file")
        .hasStackTraceContaining("There is no master key lost");
    requireOldTable(before);
  }

  @Test
  void withoutAKeyServer() {
    DataFrameWriter<Row> writer =
        encrypted("uniform.key=footer").option("parquet.encryption.kms.client.class", "");
    assertThatThrownBy(() -> writer.save(table().toString()))
        .hasMessageContaining("`parquet.encryption.kms.client.class` is not set");
    requireNoFiles();
  }

  /** The factory reads no other, and would encrypt nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"Uniform.key=footer", "uniform.key=footer PLAINTEXT.footer=true"})
  void keysInAnotherLetterCase(String settings) {
    DataFrameWriter<Row> writer = encrypted(settings);
    assertThatThrownBy(() -> writer.save(table().toString()))
        .hasMessageContaining("are read in lower case");
    requireNoFiles();
  }

  @Test
  void variantsOfWhichPartsWouldBeInPlaintext() {
    String keys = "footer.key=footer column.keys=secret:s.v.value,s.v.metadata";
    DataFrameWriter<Row> partly = variants(keys);
    assertThatThrownBy(() -> partly.save(table().toString()))
        .hasMessageContaining("what is split off variant `s.v` would be in plaintext")
        .hasMessageContaining("spark.sql.variant.writeShredding.enabled");
    requireNoFiles();
    variants(keys + " complete.columns=true").save(table().toString());
    variants(keys)
        .option("spark.sql.variant.writeShredding.enabled", false)
        .mode(SaveMode.Overwrite)
        .save(table().toString());
  }

  private DataFrameWriter<Row> variants(String settings) {
    return table(10, "named_struct('v', parse_json(concat('{\"a\":', id, '}'))) AS s")
        .write()
        .format(FormatUnderTest.NAME)
        .options(ListedKeys.CONFIGURATION)
        .options(options(settings));
  }

  private DataFrameWriter<Row> encrypted(String settings) {
    return writer("").options(ListedKeys.CONFIGURATION).options(options(settings));
  }

  private DataFrameWriter<Row> writer(String settings) {
    return table(10, "id AS a", "named_struct('x', id) AS s")
        .write()
        .format(FormatUnderTest.NAME)
        .mode(SaveMode.Overwrite)
        .options(options(settings));
  }

  private static Map<String, String> options(String settings) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String setting : settings.split(" ")) {
      String[] keyAndValue = setting.split("=", 2);
      if (keyAndValue.length == 2) {
        options.put("parquet.encryption." + keyAndValue[0], keyAndValue[1]);
      }
    }
    return options;
  }
}
