package org.parquetext.spark.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.BulkDelete;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDeletionTest {

  @TempDir private java.nio.file.Path root;

  private List<Path> files(String... names) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String name : names) {
      files.add(new Path(Files.writeString(root.resolve(name), name).toUri()));
    }
    return files;
  }

  private void delete(FileSystem fileSystem, List<Path> files) throws IOException {
    FileDeletion.delete(fileSystem, new Path(root.toUri()), files);
  }

  @Test
  void deletesOneAfterTheOther() throws IOException {
    List<Path> files = files("a", "b", "c");
    files.add(new Path(root.resolve("never there").toUri()));
    delete(FileSystem.getLocal(new Configuration()), files);
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void deletesAsManyAtOnceAsTheStoreCan() throws IOException {
    try (Store store = new Store()) {
      store.initialize(root.toUri(), new Configuration());
      delete(store, files("a", "b", "c", "d", "e"));
      assertThat(root).isEmptyDirectory();
      assertThat(store.pages).containsExactly(2, 2, 1);
      assertThat(store.open).isZero();
    }
  }

  @Test
  void saysWhichFileAStoreRefusesToDelete() throws IOException {
    try (Store store = new Store()) {
      store.initialize(root.toUri(), new Configuration());
      List<Path> files = files("a", "kept", "c");
      assertThatThrownBy(() -> delete(store, files))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("/kept: access denied (1 of 2 files)");
      assertThat(store.open).isZero();
    }
  }

  /** A local file system that deletes two files at once, but none of the name "kept". */
  private static final class Store extends RawLocalFileSystem {

    private final List<Integer> pages = new ArrayList<>();
    private int open;

    @Override
    public BulkDelete createBulkDelete(Path path) {
      open++;
      return new BulkDelete() {
        @Override
        public int pageSize() {
          return 2;
        }

        @Override
        public Path basePath() {
          return path;
        }

        @Override
        public List<Map.Entry<Path, String>> bulkDelete(Collection<Path> paths) throws IOException {
          pages.add(paths.size());
          List<Map.Entry<Path, String>> failed = new ArrayList<>();
          for (Path file : paths) {
            if (file.getName().equals("kept")) {
              failed.add(Map.entry(file, "access denied"));
            } else {
              delete(file, false);
            }
          }
          return failed;
        }

        @Override
        public void close() {
          open--;
        }
      };
    }
  }
}
