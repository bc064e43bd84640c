package org.parquetext.spark.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.RemoteIterator;
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
  void whatIsEmptiedByOthersGoesToo() throws IOException {
    Path old = file("p=1/old");
    OldFiles files = listed();
    Files.delete(old);
    files.delete(conf);
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void aFileThatHasTakenTheNameOfAnOldOneStays() throws IOException {
    Path sameLength = file("p=1/same");
    Path sameTime = file("p=1/time");
    Path untouched = file("p=1/old");
    FileTime before = Files.getLastModifiedTime(sameTime);
    OldFiles files = listed();
    Files.setLastModifiedTime(sameLength, FileTime.fromMillis(before.toMillis() + 5000));
    Files.writeString(sameTime, "another one");
    Files.setLastModifiedTime(sameTime, before);
    files.delete(conf);
    assertThat(untouched).doesNotExist();
    assertThat(sameLength).exists();
    assertThat(sameTime).hasContent("another one");
  }

  @Test
  void aLinkToADirectoryGoesAndWhatItLeadsToStays(@TempDir Path elsewhere) throws IOException {
    Path precious = Files.writeString(elsewhere.resolve("precious"), "here before");
    Files.createDirectories(root.resolve("p=1"));
    Path link = Files.createSymbolicLink(root.resolve("p=1/link"), elsewhere);
    OldFiles files = listed();
    assertThat(files.paths()).extracting(path -> path.toUri().getPath()).containsExactly("" + link);
    assertThat(files.links()).isEqualTo(files.paths());
    files.delete(conf);
    assertThat(root).isEmptyDirectory();
    assertThat(precious).hasContent("here before");
  }

  @Test
  void aLinkToAFileGoesAndTheFileStays(@TempDir Path elsewhere) throws IOException {
    Path precious = Files.writeString(elsewhere.resolve("precious"), "here before");
    Files.createSymbolicLink(root.resolve("link"), precious);
    OldFiles files = listed();
    assertThat(files.links()).isEmpty();
    files.delete(conf);
    assertThat(root).isEmptyDirectory();
    assertThat(precious).hasContent("here before");
  }

  @Test
  void aLinkThatLeadsElsewhereByNowStays(@TempDir Path first, @TempDir Path second)
      throws IOException {
    Path link = Files.createSymbolicLink(root.resolve("link"), first);
    OldFiles files = listed();
    Files.delete(link);
    Files.createSymbolicLink(link, second);
    files.delete(conf);
    assertThat(link).isSymbolicLink();
  }

  @Test
  void aPathThatIsALinkItselfIsFollowed(@TempDir Path elsewhere) throws IOException {
    Path old = Files.writeString(elsewhere.resolve("old"), "old");
    root = Files.createSymbolicLink(root.resolve("table"), elsewhere);
    listed().delete(conf);
    assertThat(old).doesNotExist();
    assertThat(root).isSymbolicLink();
  }

  @Test
  void aDirectoryThatCannotBeRemovedIsNoError() throws IOException {
    Path old = file("p=1/old");
    Path dangling = Files.createSymbolicLink(root.resolve("p=1/dangling"), Path.of("nowhere"));
    listed().delete(conf);
    assertThat(old).doesNotExist();
    assertThat(dangling).isSymbolicLink();
  }

  @Test
  void anObjectStoreIsListedAtOnce() throws IOException {
    Path old = file("p=1/q=2/old");
    file("_temporary/0/part");
    conf.set("fs.file.impl", FlatStore.class.getName());
    conf.setBoolean("fs.file.impl.disable.cache", true);
    FlatStore.listings = 0;
    OldFiles files = listed();
    assertThat(files.paths()).extracting(path -> path.toUri().getPath()).containsExactly("" + old);
    files.delete(conf);
    assertThat(old).doesNotExist();
    assertThat(FlatStore.listings).isEqualTo(2);
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

  /** A local file system without links, which counts its recursive listings. */
  public static final class FlatStore extends RawLocalFileSystem {

    private static int listings;

    @Override
    public boolean supportsSymlinks() {
      return false;
    }

    @Override
    public RemoteIterator<LocatedFileStatus> listFiles(
        org.apache.hadoop.fs.Path path, boolean recursive) throws IOException {
      listings++;
      return super.listFiles(path, recursive);
    }
  }

  /** A local file system in which nothing can be deleted. */
  public static final class UndeletableFileSystem extends RawLocalFileSystem {
    @Override
    public boolean delete(org.apache.hadoop.fs.Path path, boolean recursive) throws IOException {
      throw new IOException("no delete today");
    }
  }
}
