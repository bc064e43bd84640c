package org.parquetext.integration.failure;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.Test;
import org.parquetext.integration.fixture.FormatUnderTest;

/** Settings of the built-in writer that would change the result are refused wherever they are. */
class RefusedSettingsTest extends FailureTest {

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
