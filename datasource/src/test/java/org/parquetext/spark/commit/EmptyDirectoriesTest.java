package org.parquetext.spark.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
