package org.parquetext.spark.commit;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.BulkDelete;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Deletion of the files of a table: many at once where a store can do that, which leaves readers
 * little time to see old and new files, else one after the other.
 */
final class FileDeletion {

  private FileDeletion() {}

  /**
   * Deletes files below a path. One that is not there is no error.
   *
   * @throws IOException when one could not be deleted; others may be gone
   */
  static void delete(FileSystem fileSystem, Path root, List<Path> files) throws IOException {
    if (files.isEmpty()) {
      return;
    }
    try (BulkDelete bulk = fileSystem.createBulkDelete(root)) {
      int most = bulk.pageSize();
      if (most > 1) {
        for (int i = 0; i < files.size(); i += most) {
          delete(bulk, files.subList(i, Math.min(files.size(), i + most)));
        }
        return;
      }
    }
    for (Path file : files) {
      delete(fileSystem, file);
    }
  }

  /** Deletes one file. One that is not there is no error. */
  static void delete(FileSystem fileSystem, Path file) throws IOException {
    if (!fileSystem.delete(file, false) && fileSystem.exists(file)) {
      throw new IOException("The file system refuses to delete " + file);
    }
  }

  private static void delete(BulkDelete bulk, List<Path> files) throws IOException {
    List<Map.Entry<Path, String>> failed = bulk.bulkDelete(files);
    if (!failed.isEmpty()) {
      throw new IOException(
          "The store refuses to delete %s: %s (%d of %d files)"
              .formatted(
                  failed.get(0).getKey(), failed.get(0).getValue(), failed.size(), files.size()));
    }
  }
}
