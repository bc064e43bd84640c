package org.parquetext.spark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parquetext.spark.Tree;

class ReportFolderTest {

  private static final org.apache.hadoop.fs.Path TABLE =
      new org.apache.hadoop.fs.Path("file:/data/events");

  @TempDir private Path directory;

  private ReportFolder folder() {
    return ReportFolder.of(directory.toString(), TABLE, new Configuration());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/data/events | within the table file:/data/events",
        "/data/events/ | within the table",
        "file:///data/events/_reports | within the table",
        "/data/events/day=1/x | within the table",
        "/data/other/../events/reports | within the table",
        "nosuch://bucket/reports | no file system that there is: No FileSystem for scheme",
        "'' | no file system that there is: Can not create a Path from an empty string",
      })
  void aFolderThatCannotBeIsRefused(String path, String reason) {
    assertThatThrownBy(() -> ReportFolder.of(path, TABLE, new Configuration()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot write with `reportPath` = `" + path + "`: it is")
        .hasMessageContaining(reason)
        .hasMessageEndingWith("Name another folder, or remove the option.");
  }

  @ParameterizedTest
  @CsvSource({"/data/events-reports", "/data", "/data/event", "relative", "/data/events2/events"})
  void aFolderBesideTheTableIsNot(String path) {
    assertThatCode(() -> ReportFolder.of(path, TABLE, new Configuration()))
        .doesNotThrowAnyException();
  }

  @Test
  void aFileIsRefused() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> ReportFolder.of(file.toString(), TABLE, new Configuration()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("it is a file, and reports need a folder");
  }

  @Test
  void aFileIsThereWhenItIsComplete() throws IOException {
    ReportFolder folder = folder();
    folder.write(
        "a.json",
        out -> {
          out.write("text".getBytes(StandardCharsets.UTF_8));
          out.flush();
          assertThat(Tree.of(directory)).isNotEmpty().allMatch(name -> name.startsWith("."));
        });
    assertThat(directory.resolve("a.json")).hasContent("text");
    assertThat(Tree.of(directory)).containsExactly("a.json");
  }

  @Test
  void aFileThatFailsLeavesNothing() {
    ReportFolder folder = folder();
    assertThatThrownBy(
            () ->
                folder.write(
                    "a.json",
                    out -> {
                      out.write(1);
                      throw new IOException("enough");
                    }))
        .hasMessage("enough");
    assertThat(Tree.of(directory)).isEmpty();
  }
}
