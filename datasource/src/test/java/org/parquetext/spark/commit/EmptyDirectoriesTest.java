package org.parquetext.spark.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmptyDirectoriesTest {

  @TempDir private Path root;

  private boolean remove(Path directory) throws IOException {
    FileSystem local = FileSystem.getLocal(new Configuration());
    return EmptyDirectories.remove(local, new org.apache.hadoop.fs.Path(directory.toUri()));
  }

  @Test
  void onlyAnEmptyDirectoryIsRemoved() throws IOException {
    Path empty = Files.createDirectories(root.resolve("full/empty"));
    assertThat(remove(empty.getParent())).isFalse();
    assertThat(remove(empty)).isTrue();
    assertThat(empty).doesNotExist();
    assertThat(remove(empty)).isTrue();
  }

  @Test
  void aLinkToAnEmptyDirectoryIsKept() throws IOException {
    Path empty = Files.createDirectories(root.resolve("empty"));
    Path link = Files.createSymbolicLink(root.resolve("link"), empty);
    assertThat(remove(link)).isFalse();
    assertThat(link).isSymbolicLink();
  }

  @Test
  void onlyPartitionsThatAreYoungAndEmptyAreRemoved() throws IOException {
    for (String old : List.of("p=1", "p=2/q=1")) {
      Path directory = Files.createDirectories(root.resolve(old));
      Files.setLastModifiedTime(directory, FileTime.fromMillis(1_000));
    }
    for (String young : List.of("p=2/q=2", "p=3/q=1", "p=4", "other", "other/p=1")) {
      Files.createDirectories(root.resolve(young));
    }
    Files.writeString(root.resolve("p=4/file"), "not empty");
    FileSystem local = FileSystem.getLocal(new Configuration());
    EmptyDirectories.removePartitions(local, new org.apache.hadoop.fs.Path(root.toUri()), 2_000);
    try (Stream<Path> left = Files.walk(root)) {
      assertThat(left.filter(Files::isDirectory).map(path -> root.relativize(path).toString()))
          .containsExactlyInAnyOrder("", "p=1", "p=2", "p=2/q=1", "p=4", "other", "other/p=1");
    }
  }
}
