package org.parquetext.integration.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.TableDirectory;

/** Ways of writing that are not supported fail, rather than write in some other way. */
class OtherDoorsTest extends FailureTest {

  @Test
  void bucketsAreRefused() {
    assertThatThrownBy(
            () ->
                table(1, "id")
                    .write()
                    .format(FormatUnderTest.NAME)
                    .bucketBy(2, "id")
                    .save(table().toString()))
        .hasMessageContaining("bucket");
    requireNoFiles();
  }

  @Test
  void aDeltaTableWithoutTheModuleForItIsRefusedNamingWhatToAdd() {
    assertThatThrownBy(
            () ->
                table(1, "id")
                    .write()
                    .format(FormatUnderTest.NAME)
                    .option("commitProtocol", "delta")
                    .mode("append")
                    .save(table().toString()))
        .hasMessageContaining("Add org.parquetext:parquet-ext-delta_2.13:")
        .hasMessageContaining("--packages");
    requireNoFiles();
  }

  @ParameterizedTest
  @CsvSource({
    "_delta_log/00000000000000000000.json, Delta",
    ".hoodie/hoodie.properties, Hudi",
    "metadata/v1.metadata.json, Iceberg"
  })
  void tablesOfOtherFormatsAreNeitherWrittenNorRead(String file, String format) throws IOException {
    Path mark = table().resolve(file);
    Files.createDirectories(mark.getParent());
    Files.writeString(mark, "{}");
    table(1, "id").write().mode("append").format(FormatUnderTest.BUILT_IN).save(table().toString());
    var before = new TableDirectory(table()).names();

    for (String mode : new String[] {"append", "overwrite"}) {
      for (Path path : new Path[] {table(), table().resolve("p=1"), table().resolve("below")}) {
        assertThatThrownBy(
                () ->
                    table(1, "id")
                        .write()
                        .format(FormatUnderTest.NAME)
                        .mode(mode)
                        .save(path.toString()))
            .as("%s %s", mode, path)
            .hasMessageContaining(format);
      }
    }
    assertThatThrownBy(() -> spark().read().format(FormatUnderTest.NAME).load(table().toString()))
        .hasMessageContaining(format);
    assertThat(new TableDirectory(table()).names()).isEqualTo(before);
  }

  @Test
  void aDirectoryWithTheLogOfAStreamIsNotAppendedTo() throws Exception {
    spark()
        .readStream()
        .schema("id BIGINT")
        .parquet(source())
        .writeStream()
        .format(FormatUnderTest.BUILT_IN)
        .option("checkpointLocation", table() + "-checkpoint")
        .trigger(Trigger.AvailableNow())
        .start(table().toString())
        .awaitTermination(60_000);
    assertThatThrownBy(
            () ->
                table(1, "id")
                    .write()
                    .format(FormatUnderTest.NAME)
                    .mode("append")
                    .save(table().toString()))
        .hasMessageContaining("_spark_metadata");
  }

  private String source() {
    String source = table() + "-source";
    table(5, "id").write().parquet(source);
    return source;
  }
}
