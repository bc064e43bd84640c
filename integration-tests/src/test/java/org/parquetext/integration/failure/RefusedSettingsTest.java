package org.parquetext.integration.failure;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parquetext.integration.fixture.FormatUnderTest;

/** Settings of the built-in writer that would change the result are refused wherever they are. */
class RefusedSettingsTest extends FailureTest {

  @ParameterizedTest
  @CsvSource({
    "parquet.crypto.factory.class, org.example.Factory",
    "parquet.encryption.footer.key, k1"
  })
  void inTheSessionAndAsOptions(String key, String value) {
    assertThatThrownBy(
            () ->
                table(1, "id")
                    .write()
                    .format(FormatUnderTest.NAME)
                    .option(key, value)
                    .save(table().toString()))
        .hasMessageContaining(key)
        .hasMessageContaining(value);
    requireNoFiles();

    spark().conf().set(key, value);
    assertThatThrownBy(() -> save(table(1, "id")))
        .hasMessageContaining(key)
        .hasMessageContaining(value);
    requireNoFiles();
  }

  @Test
  void inTheHadoopConfiguration() {
    spark()
        .sparkContext()
        .hadoopConfiguration()
        .set("parquet.crypto.factory.class", "org.example.Factory");
    try {
      assertThatThrownBy(() -> save(table(1, "id")))
          .hasMessageContaining("parquet.crypto.factory.class");
    } finally {
      spark().sparkContext().hadoopConfiguration().unset("parquet.crypto.factory.class");
    }
    requireNoFiles();
  }

  @Test
  void dynamicOverwriteDoesNotDeleteOtherPartitions() {
    List<String> before = writeOldTable();
    assertThatThrownBy(
            () ->
                table(1, "id", "id AS p")
                    .write()
                    .format(FormatUnderTest.NAME)
                    .mode(SaveMode.Overwrite)
                    .option("partitionOverwriteMode", "dynamic")
                    .partitionBy("p")
                    .save(table().toString()))
        .hasMessageContaining("partitionOverwriteMode");
    requireOldTable(before);
  }

  @Test
  void dynamicOverwriteOfTheSessionDoesNotDeleteOtherPartitions() {
    List<String> before = writeOldTable();
    spark().conf().set("spark.sql.sources.partitionOverwriteMode", "DYNAMIC");
    assertThatThrownBy(
            () ->
                table(1, "id", "id AS p")
                    .write()
                    .format(FormatUnderTest.NAME)
                    .mode(SaveMode.Overwrite)
                    .partitionBy("p")
                    .save(table().toString()))
        .hasMessageContaining("partitionOverwriteMode");
    requireOldTable(before);
  }
}
