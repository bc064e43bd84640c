package org.parquetext.spark.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
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
  private OverwriteScope scope = OverwriteScope.everything();
  @TempDir private Path root;

  private Path file(String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, name);
  }

  private OldFiles listed() throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(root.toUri());
    FileSystem fileSystem = path.getFileSystem(conf);
    return OldFiles.below(fileSystem, fileSystem.makeQualified(path), scope);
  }

  private void delete(OldFiles files, String... written) {
    files.delete(conf, new WrittenFiles(List.of(CommittedTasks.of(written))));
  }

  @Test
  void whatAppearsLaterStays() throws IOException {
    Path old = file("p=1/old");
    OldFiles files = listed();
    Path later = file("p=1/later");
    delete(files);
    assertThat(old).doesNotExist();
    assertThat(later).exists();
  }

  @Test
  void emptiedDirectoriesGoAndTheRootStays() throws IOException {
    file("p=1/q=2/old");
    file("p=1/q=3/old");
    delete(listed());
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void directoriesThatWereEmptyBeforeStay() throws IOException {
    Path empty = Files.createDirectories(root.resolve("p=9"));
    file("old");
    delete(listed());
    assertThat(empty).exists();
  }

  @Test
  void hiddenFilesAreReplacedToo() throws IOException {
    Path hidden = file("_metadata");
    Path nested = file("p=1/_SUCCESS");
    delete(listed());
    assertThat(hidden).doesNotExist();
    assertThat(nested).doesNotExist();
  }

  @Test
  void theMarkerOfTheNewJobStays() throws IOException {
    Path marker = file("_SUCCESS");
    delete(listed());
    assertThat(marker).exists();
    conf.set("mapreduce.fileoutputcommitter.marksuccessfuljobs", "false");
    delete(listed());
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
    delete(files);
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void whatIsEmptiedByOthersGoesToo() throws IOException {
    Path old = file("p=1/old");
    OldFiles files = listed();
    Files.delete(old);
    delete(files);
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
    delete(files);
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
    delete(files);
    assertThat(root).isEmptyDirectory();
    assertThat(precious).hasContent("here before");
  }

  @Test
  void aLinkToAFileGoesAndTheFileStays(@TempDir Path elsewhere) throws IOException {
    Path precious = Files.writeString(elsewhere.resolve("precious"), "here before");
    Files.createSymbolicLink(root.resolve("link"), precious);
    OldFiles files = listed();
    assertThat(files.links()).isEmpty();
    delete(files);
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
    delete(files);
    assertThat(link).isSymbolicLink();
  }

  @Test
  void aPathThatIsALinkItselfIsFollowed(@TempDir Path elsewhere) throws IOException {
    Path old = Files.writeString(elsewhere.resolve("old"), "old");
    root = Files.createSymbolicLink(root.resolve("table"), elsewhere);
    delete(listed());
    assertThat(old).doesNotExist();
    assertThat(root).isSymbolicLink();
  }

  @Test
  void aDirectoryThatCannotBeRemovedIsNoError() throws IOException {
    Path old = file("p=1/old");
    Path dangling = Files.createSymbolicLink(root.resolve("p=1/dangling"), Path.of("nowhere"));
    delete(listed());
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
    delete(files);
    assertThat(old).doesNotExist();
    assertThat(FlatStore.listings).isEqualTo(2);
  }

  @Test
  void aFileThatCannotBeDeletedIsSaid() throws IOException {
    file("old");
    OldFiles files = listed();
    conf.set("fs.file.impl", UndeletableFileSystem.class.getName());
    conf.setBoolean("fs.file.impl.disable.cache", true);
    assertThatThrownBy(() -> delete(files))
        .isInstanceOf(WriteException.class)
        .hasMessageContaining(root.toString())
        .hasMessageContaining("the new files are committed")
        .hasRootCauseMessage("no delete today");
  }

  @Test
  void whatToDoIsSaidWhateverTheStoreThrows() throws IOException {
    file("old");
    OldFiles files = listed();
    conf.set("fs.file.impl", BrokenFileSystem.class.getName());
    conf.setBoolean("fs.file.impl.disable.cache", true);
    assertThatThrownBy(() -> delete(files))
        .isInstanceOf(WriteException.class)
        .hasMessageContaining("overwrite again")
        .hasRootCauseMessage("no client today");
  }

  private void assertLeft(String... names) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      assertThat(paths.filter(Files::isRegularFile).map(path -> root.relativize(path).toString()))
          .filteredOn(name -> !name.endsWith(".crc"))
          .containsExactlyInAnyOrder(names);
    }
  }

  private void files(String... names) throws IOException {
    for (String name : names) {
      file(name);
    }
  }

  @Test
  void writtenPartitionsGoAndOthersStay() throws IOException {
    scope = OverwriteScope.writtenPartitions(List.of("p", "q"));
    files("p=1/q=1/old", "p=1/q=1/below/_old", "p=1/q=2/old", "p=01/q=1/old", "P=1/q=1/old");
    files("old", "p=1/old", "_SUCCESS", "p=2/q=1/old");
    OldFiles listed = listed();
    files("p=1/q=1/later", "p=1/q=1/new");
    delete(listed, "p=1/q=1/new", "p=3/q=1/new");
    assertLeft(
        "p=1/q=1/later",
        "p=1/q=1/new",
        "p=1/q=2/old",
        "p=01/q=1/old",
        "P=1/q=1/old",
        "old",
        "p=1/old",
        "_SUCCESS",
        "p=2/q=1/old");
    assertThat(root.resolve("p=1/q=1/below")).doesNotExist();
  }

  @Test
  void givenPartitionsGoWhetherWrittenToOrNot() throws IOException {
    scope = OverwriteScope.partitionsIn(List.of("p", "q"), Arrays.asList("p=1", null));
    files("p=1/q=1/old", "p=1/old", "p=2/q=1/old", "p=10/q=1/old", "old", "_SUCCESS");
    delete(listed(), "p=2/q=2/new");
    assertLeft("p=2/q=1/old", "p=10/q=1/old", "old", "_SUCCESS");
    assertThat(root.resolve("p=1")).doesNotExist();
  }

  @Test
  void partitionsMayBeGivenByAnInnerColumn() throws IOException {
    scope = OverwriteScope.partitionsIn(List.of("p", "q"), Arrays.asList(null, "q=1"));
    files("p=1/q=1/old", "p=1/q=2/old", "p=2/q=1/deeper/old", "x=1/q=1/old", "p=1/old", "q=1/old");
    delete(listed());
    assertLeft("p=1/q=2/old", "x=1/q=1/old", "p=1/old", "q=1/old");
  }

  @Test
  void summariesGoWithPartitionsThatTheySpeakOf() throws IOException {
    scope = OverwriteScope.writtenPartitions(List.of("p"));
    files("_metadata", "_common_metadata", "_other", "p=1/old");
    delete(listed());
    assertLeft("_metadata", "_common_metadata", "_other", "p=1/old");
    delete(listed(), "p=2/new");
    assertLeft("_other", "p=1/old");
    scope = OverwriteScope.partitionsIn(List.of("p"), List.of("p=3"));
    files("_metadata");
    delete(listed());
    assertLeft("_other", "p=1/old");
  }

  @Test
  void namesOfPartitionsAreComparedAsTheyStandInPaths() throws IOException {
    scope = OverwriteScope.writtenPartitions(List.of("a=b", "q"));
    String written = "a%3Db=x%2Fy %25%3A/q=__HIVE_DEFAULT_PARTITION__";
    files(written + "/old", "a%3Db=x/q=1/old", "a=b=1/q=1/old");
    delete(listed(), written + "/new");
    assertLeft("a%3Db=x/q=1/old", "a=b=1/q=1/old");
  }

  @Test
  void aNewFileThatLooksLikeAnOldOneStays() throws IOException {
    Path old = file("p=1/part-0");
    delete(listed(), "p=1/part-0");
    assertThat(old).exists();
  }

  @Test
  void whatSpeaksOfFilesGoesBeforeThem() throws IOException {
    files("p=1/old", "_spark_metadata/0", "_metadata");
    OldFiles listed = listed();
    conf.set("fs.file.impl", KeepingFileSystem.class.getName());
    conf.setBoolean("fs.file.impl.disable.cache", true);
    assertThatThrownBy(() -> delete(listed)).hasRootCauseMessage("kept");
    assertLeft("p=1/old");
    assertThat(root.resolve("_spark_metadata")).doesNotExist();
  }

  @Test
  void anEmptyLogOfAStreamGoesToo() throws IOException {
    Path log = Files.createDirectories(root.resolve("_spark_metadata"));
    scope = OverwriteScope.writtenPartitions(List.of("p"));
    delete(listed(), "p=1/new");
    assertThat(log).exists();
    scope = OverwriteScope.everything();
    delete(listed());
    assertThat(log).doesNotExist();
  }

  @Test
  void onlyWhatMayBeReplacedIsListedOfAStore() throws IOException {
    files("p=1/q=1/old", "p=2/q=1/old", "p=1/q=2/old", "_metadata", "_other");
    conf.set("fs.file.impl", FlatStore.class.getName());
    conf.setBoolean("fs.file.impl.disable.cache", true);
    scope = OverwriteScope.partitionsIn(List.of("p", "q"), List.of("p=1", "q=1"));
    delete(listed());
    assertLeft("p=2/q=1/old", "p=1/q=2/old", "_other");
    scope = OverwriteScope.writtenPartitions(List.of("p", "q"));
    delete(listed(), "p=2/q=1/new");
    assertLeft("p=1/q=2/old", "_other");
    scope = OverwriteScope.partitionsIn(List.of("p", "q"), List.of("p=7", "q=1"));
    assertThat(listed().paths()).isEmpty();
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

  /** A local file system whose client fails by itself when it deletes. */
  public static final class BrokenFileSystem extends RawLocalFileSystem {
    @Override
    public boolean delete(org.apache.hadoop.fs.Path path, boolean recursive) {
      throw new IllegalStateException("no client today");
    }
  }

  /** A local file system in which files below partitions cannot be deleted. */
  public static final class KeepingFileSystem extends RawLocalFileSystem {
    @Override
    public boolean delete(org.apache.hadoop.fs.Path path, boolean recursive) throws IOException {
      if (path.getParent().getName().startsWith("p=")) {
        throw new IOException("kept");
      }
      return super.delete(path, recursive);
    }
  }
}
