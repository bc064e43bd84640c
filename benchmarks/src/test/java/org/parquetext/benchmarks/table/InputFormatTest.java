package org.parquetext.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.benchmarks.spark.LocalSparkExtension;

class InputFormatTest {

  @RegisterExtension static final LocalSparkExtension SPARK = new LocalSparkExtension();

  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(temporary.resolve("input"));
  }

  @Test
  void readsCsvWithHeaderAndInferredTypes() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "day,count\n2024-02-29,7\n");

    assertThat(read(Map.of()).schema().toDDL()).isEqualTo("day DATE,count INT");
  }

  @Test
  void letsReaderOptionsWin() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "1;2\n");

    assertThat(read(Map.of("header", "false", "sep", ";")).schema().toDDL())
        .isEqualTo("_c0 INT,_c1 INT");
  }

  @Test
  void readsAFolderOfJsonLines() throws IOException {
    Files.writeString(folder.resolve("_SUCCESS"), "");
    Files.writeString(folder.resolve("a.json"), "{\"x\":1}\n");
    Files.writeString(folder.resolve("b.json"), "{\"x\":2}\n");

    assertThat(read(Map.of()).count()).isEqualTo(2);
  }

  @Test
  void readsParquetBehindACodecsName() {
    SPARK
        .session()
        .range(5)
        .write()
        .mode(SaveMode.Overwrite)
        .option("compression", "gzip")
        .parquet(folder.toString());

    assertThat(read(Map.of()).count()).isEqualTo(5);
  }

  @Test
  void refusesMixedFormats() throws IOException {
    Files.writeString(folder.resolve("a.json"), "{}");
    Files.writeString(folder.resolve("b.csv"), "x");

    assertThatThrownBy(() -> read(Map.of())).hasMessageContaining("[CSV, JSON]");
  }

  @Test
  void refusesOtherFormats() throws IOException {
    Files.writeString(folder.resolve("a.orc"), "");

    assertThatThrownBy(() -> read(Map.of()))
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("none of them");
  }

  private Dataset<Row> read(Map<String, String> options) {
    try {
      return InputFormat.read(SPARK.session(), folder.toString(), options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
