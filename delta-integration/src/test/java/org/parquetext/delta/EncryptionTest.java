package org.parquetext.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of encrypted columns are in the files, and nowhere else. */
class EncryptionTest extends DeltaTest {

  private static final String FOOTER = "parquet.encryption.footer.key";
  private static final String COLUMNS = "parquet.encryption.column.keys";
  private static final String UNIFORM = "parquet.encryption.uniform.key";

  private static final String COMPACTED_FILES = "spark.databricks.delta.autoCompact.minNumFiles";

  /** In every value of the column {@code text}. */
  private static final String SECRET = "row ";

  private DataFrameWriter<Row> encrypting(Map<String, String> keys) {
    return writer(rows(0, 4), SaveMode.Append).options(ListedKeys.CONFIGURATION).options(keys);
  }

  /** Nothing of the column is below the table's directory in plaintext. */
  private void assertSecretStaysSecret() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(table))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(SECRET);
      }
    }
  }

  private void assertMagic(String magic) throws IOException {
    assertThat(dataFiles()).hasSize(2);
    for (File file : dataFiles()) {
      assertThat(new String(Files.readAllBytes(file.toPath()), StandardCharsets.ISO_8859_1))
          .startsWith(magic);
    }
  }

  private List<JsonNode> statistics() {
    return AddedFiles.of(Path.of(table)).stream().map(AddedFiles::statistics).toList();
  }

  private void assertReadWithKeys() {
    ListedKeys.CONFIGURATION.forEach(spark.conf()::set);
    assertThat(ids()).containsExactly(numbers(0, 4));
    assertThat(read().where("text = concat('row ', id)").count()).isEqualTo(4);
  }

  @AfterEach
  void forgetKeys() {
    ListedKeys.CONFIGURATION.keySet().forEach(spark.conf()::unset);
    spark.conf().unset(COMPACTED_FILES);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofColumnsWithKeysTheLogHasNullsOnly(boolean plaintextFooter) throws IOException {
    encrypting(
            Map.of(
                FOOTER,
                "footer",
                COLUMNS,
                "secret: text",
                "parquet.encryption.plaintext.footer",
                String.valueOf(plaintextFooter)))
        .option("compression", "none")
        .save(table);
    assertThat(statistics())
        .hasSize(2)
        .allSatisfy(
            file -> {
              assertThat(file.get("minValues").has("id")).isTrue();
              assertThat(file.get("maxValues").has("id")).isTrue();
              assertThat(file.get("minValues").has("text")).isFalse();
              assertThat(file.get("maxValues").has("text")).isFalse();
              assertThat(file.get("nullCount").get("text").asInt()).isZero();
            });
    assertMagic(plaintextFooter ? "PAR1" : "PARE");
    assertSecretStaysSecret();
    assertReadWithKeys();
  }

  @Test
  void ofFilesWithOneKeyTheLogHasNullsOnly() throws IOException {
    encrypting(Map.of(UNIFORM, "footer")).option("compression", "none").save(table);
    assertThat(statistics())
        .hasSize(2)
        .allSatisfy(
            file -> {
              assertThat(file.path("minValues").size()).isZero();
              assertThat(file.path("maxValues").size()).isZero();
              assertThat(file.get("nullCount").size()).isEqualTo(3);
            });
    assertMagic("PARE");
    assertSecretStaysSecret();
    assertReadWithKeys();
  }

  /** Delta's own writer obeys them as well. */
  @Test
  void keysAmongTheTablesPropertiesHold() throws IOException {
    Map<String, String> keys = new TreeMap<>(Map.of(FOOTER, "footer", COLUMNS, "secret: text"));
    keys.putAll(ListedKeys.CONFIGURATION);
    sql(
        "CREATE TABLE @t (id long, text string, part int) USING delta TBLPROPERTIES ("
            + keys.entrySet().stream()
                .map(key -> "'%s' = '%s'".formatted(key.getKey(), key.getValue()))
                .collect(Collectors.joining(", "))
            + ")");
    append(rows(0, 4));
    assertMagic("PARE");
    assertThat(statistics())
        .allSatisfy(file -> assertThat(file.get("minValues").has("text")).isFalse());
    assertReadWithKeys();
  }

  /** It would obey the session, which has keys for reading only. */
  @Test
  void filesAreNotCompactedIntoPlaintext() throws IOException {
    ListedKeys.CONFIGURATION.forEach(spark.conf()::set);
    spark.conf().set(COMPACTED_FILES, 2);
    for (int i = 0; i < 2; i++) {
      writer(rows(2 * i, 2 * i + 2), SaveMode.Append)
          .options(ListedKeys.CONFIGURATION)
          .option(UNIFORM, "footer")
          .option("compression", "none")
          .option("delta.autoOptimize.autoCompact", "true")
          .save(table);
    }
    assertThat(version()).isOne();
    assertSecretStaysSecret();
    append(rows(10, 12));
    assertThat(lastCommit().<String>getAs("operation")).isEqualTo("OPTIMIZE");
  }

  @Test
  void aPartitionColumnHasNoKey() {
    assertThatThrownBy(
            () ->
                encrypting(Map.of(FOOTER, "footer", COLUMNS, "secret: text, part"))
                    .partitionBy("part")
                    .save(table))
        .hasMessageContaining("`part` is a partition column")
        .hasMessageContaining("in plaintext");
    assertThat(dataFiles()).isEmpty();
  }

  @Test
  void keysForNamesThatTheTableMapsAreRefused() {
    assertThatThrownBy(
            () ->
                encrypting(Map.of(FOOTER, "footer", COLUMNS, "secret: text"))
                    .option("delta.columnMapping.mode", "name")
                    .save(table))
        .hasMessageContaining("the files have no column `text`")
        .hasMessageContaining("col-");
    assertThat(dataFiles()).isEmpty();
  }

  @Test
  void keysWithoutAFactoryAreRefused() {
    assertThatThrownBy(
            () -> writer(rows(0, 4), SaveMode.Append).option(UNIFORM, "footer").save(table))
        .hasMessageContaining("nothing is encrypted without");
    assertThat(dataFiles()).isEmpty();
  }
}
