package org.parquetext.spark.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrittenFilesTest {

  @TempDir private Path root;

  private final WrittenFiles written =
      new WrittenFiles(
          List.of(
              CommittedTasks.of("p=1/part-0", "p=2/part-0"),
              CommittedTasks.of(),
              CommittedTasks.of("p=%3A/part-1")));

  @BeforeEach
  void writeOneAndAnother() throws IOException {
    for (String name : List.of("p=1/part-0", "p=%3A/part-1", "p=2/part-9")) {
      Files.createDirectories(root.resolve(name).getParent());
      Files.writeString(root.resolve(name), name);
    }
  }

  private List<String> missing(FileSystem fileSystem, Path output) throws IOException {
    return written.missing(fileSystem, new org.apache.hadoop.fs.Path(output.toUri()));
  }

  @Test
  void tellsWhichFilesAreNotThere() throws IOException {
    FileSystem local = FileSystem.getLocal(new Configuration());
    assertThat(missing(local, root)).containsExactly("p=2/part-0");
    assertThat(missing(local, root.resolve("nowhere"))).hasSize(3);
  }

  @Test
  void tellsTheSameOfAStoreAndAsksItLittle() throws IOException {
    try (Store store = new Store()) {
      store.initialize(root.toUri(), new Configuration());
      assertThat(missing(store, root)).containsExactly("p=2/part-0");
      assertThat(store.questions).isEqualTo(1);
      assertThat(missing(store, root.resolve("nowhere"))).hasSize(3);
    }
  }

  @Test
  void knowsTasksWithFilesAndTheirDirectories() {
    assertThat(written.tasks()).isEqualTo(2);
    assertThat(written.count()).isEqualTo(3);
    assertThat(written.directories()).containsExactlyInAnyOrder("p=1", "p=2", "p=%3A");
    assertThat(written.contains(List.of("p=1", "part-0"))).isTrue();
    assertThat(written.contains(List.of("p=1", "part-1"))).isFalse();
  }

  /** A local file system without links, which counts how often it is asked for a file. */
  private static final class Store extends RawLocalFileSystem {

    private int questions;

    @Override
    public boolean supportsSymlinks() {
      return false;
    }

    @Override
    public boolean exists(org.apache.hadoop.fs.Path path) throws IOException {
      questions++;
      return super.exists(path);
    }
  }
}
