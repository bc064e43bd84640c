package org.parquetext.spark.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.WriteException;

class OldFilesTest {

  private final Configuration conf = new Configuration();
  @TempDir private Path root;

  private Path file(String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, name);
  }

  private OldFiles listed() throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(root.toUri());
    FileSystem fileSystem = path.getFileSystem(conf);
    return OldFiles.below(fileSystem, fileSystem.makeQualified(path));
  }

  @Test
  void whatAppearsLaterStays() throws IOException {
    Path old = file("p=1/old");
    OldFiles files = listed();
    Path later = file("p=1/later");
    files.delete(conf);
    assertThat(old).doesNotExist();
    assertThat(later).exists();
  }

  @Test
  void emptiedDirectoriesGoAndTheRootStays() throws IOException {
    file("p=1/q=2/old");
    file("p=1/q=3/old");
    listed().delete(conf);
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void directoriesThatWereEmptyBeforeStay() throws IOException {
    Path empty = Files.createDirectories(root.resolve("p=9"));
    file("old");
    listed().delete(conf);
    assertThat(empty).exists();
  }

  @Test
  void hiddenFilesAreReplacedToo() throws IOException {
    Path hidden = file("_metadata");
    Path nested = file("p=1/_SUCCESS");
    listed().delete(conf);
    assertThat(hidden).doesNotExist();
    assertThat(nested).doesNotExist();
  }

  @Test
  void theMarkerOfTheNewJobStays() throws IOException {
    Path marker = file("_SUCCESS");
    listed().delete(conf);
    assertThat(marker).exists();
    conf.set("mapreduce.fileoutputcommitter.marksuccessfuljobs", "false");
    listed().delete(conf);
    assertThat(marker).doesNotExist();
  }

  @Test
  void filesOfRunningJobsAreNotListed() throws IOException {
    file("_temporary/0/task/part");
    file(".spark-staging-1/part");
    assertThat(listed().paths()).isEmpty();
  }

  @Test
  void aPathThatIsNotThereHasNoFiles() throws IOException {
    root = root.resolve("missing");
    assertThat(listed().paths()).isEmpty();
  }

  @Test
  void aFileThatIsGoneAlreadyIsNoError() throws IOException {
    Path old = file("old");
    OldFiles files = listed();
    Files.delete(old);
    files.delete(conf);
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void aFileThatCannotBeDeletedIsSaid() throws IOException {
    file("old");
    OldFiles files = listed();
    conf.set("fs.file.impl", UndeletableFileSystem.class.getName());
    conf.setBoolean("fs.file.impl.disable.cache", true);
    assertThatThrownBy(() -> files.delete(conf))
        .isInstanceOf(WriteException.class)
        .hasMessageContaining(root.toString())
        .hasMessageContaining("the new files are committed")
        .hasRootCauseMessage("no delete today");
  }

  /** A local file system in which nothing can be deleted. */
  public static final class UndeletableFileSystem extends RawLocalFileSystem {
    @Override
    public boolean delete(org.apache.hadoop.fs.Path path, boolean recursive) throws IOException {
      throw new IOException("no delete today");
    }
  }
}
