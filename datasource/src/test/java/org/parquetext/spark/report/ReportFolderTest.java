package org.parquetext.spark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parquetext.spark.Tree;
import org.parquetext.spark.conf.CapableStore;

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

  /** Where a name has no port, it may be that of the other one. */
  @ParameterizedTest
  @CsvSource({
    "named://name, named://name:8020, true",
    "named://name:8020, named://name, true",
    "named://name, named://NAME, true",
    "named://name:8020, named://name:8021, false",
    "named://name, named://other, false"
  })
  void aFolderThatMayBeOfTheTablesStoreIsTakenForThat(
      String reports, String tables, boolean isRefused) {
    Configuration conf = new Configuration();
    conf.setClass("fs.named.impl", CapableStore.class, FileSystem.class);
    org.apache.hadoop.fs.Path table = new org.apache.hadoop.fs.Path(tables + directory);
    assertThat(
            catchThrowable(() -> ReportFolder.of(reports + directory + "/reports", table, conf))
                != null)
        .isEqualTo(isRefused);
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
