package org.parquetext.spark.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnFilesTest {

  private final UUID write = TimeOrderedUuid.next();
  private final FileSystem fileSystem = new KeepingFileSystem();
  @TempDir private java.nio.file.Path root;
  private OwnFiles own;

  @BeforeEach
  void prepare() throws IOException {
    fileSystem.initialize(root.toUri(), new Configuration());
    own = new OwnFiles(new Path(root.toUri()), write);
  }

  /** A file of the write, unless the name says otherwise. */
  private String file(String directory, String name) throws IOException {
    java.nio.file.Path file = root.resolve(directory).resolve(name.replace("UUID", "" + write));
    Files.createDirectories(file.getParent());
    return root.relativize(Files.writeString(file, name)).toString();
  }

  private List<String> left() throws IOException {
    try (Stream<java.nio.file.Path> paths = Files.walk(root)) {
      return paths
          .filter(path -> !path.equals(root))
          .map(path -> root.relativize(path).toString().replace("" + write, "UUID"))
          .sorted()
          .toList();
    }
  }

  @Test
  void whatNoCommittedTaskHasWrittenGoes() throws IOException {
    String committed = file("p=1", "part-0-UUID");
    file("p=0", "part-0-UUID");
    file("p=1", TimeOrderedUuid.within(write) + ".parquet");
    file("p=0/q=1", "part-0-" + UUID.randomUUID());
    own.deleteAllBut(new WrittenFiles(List.of(CommittedTasks.of(committed))), fileSystem);
    assertThat(left()).hasSize(5).contains("p=1/part-0-UUID", "p=0/q=1");
    assertThat(left()).doesNotContain("p=0/part-0-UUID");
  }

  /** As it is where {@code p=a} and {@code p=A} are one directory. */
  @Test
  void nothingGoesWhereCommittedFilesHaveOtherNames() throws IOException {
    file("p=A", "part-0-UUID");
    WrittenFiles written = new WrittenFiles(List.of(CommittedTasks.of("p=a/part-0-" + write)));
    own.deleteAllBut(written, fileSystem);
    assertThat(left()).containsExactly("p=A", "p=A/part-0-UUID");
  }

  @Test
  void aTableThatIsNotThereHasNone() throws IOException {
    own = new OwnFiles(new Path(root.resolve("missing").toUri()), write);
    assertThat(own.list(fileSystem)).isEmpty();
  }

  @Test
  void oneThatCannotBeDeletedKeepsNoOther() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String name : List.of("a-UUID", "kept-1-UUID", "b-UUID", "kept-2-UUID", "c-UUID", "d")) {
      files.add(new Path(root.resolve(file("p=" + name.charAt(0), name)).toUri()));
    }
    assertThatThrownBy(() -> own.delete(fileSystem, files))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("kept-1")
        .satisfies(
            failure ->
                assertThat(failure.getSuppressed())
                    .singleElement()
                    .satisfies(second -> assertThat(second).hasMessageContaining("kept-2")));
    assertThat(left()).containsExactly("p=d", "p=d/d", "p=k", "p=k/kept-1-UUID", "p=k/kept-2-UUID");
  }

  /** A local file system that does not delete files whose name begins with "kept". */
  private static final class KeepingFileSystem extends RawLocalFileSystem {
    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
      if (path.getName().startsWith("kept")) {
        throw new IOException("cannot delete " + path.getName());
      }
      return super.delete(path, recursive);
    }
  }
}
