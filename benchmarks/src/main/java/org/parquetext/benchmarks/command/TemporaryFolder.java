package org.parquetext.benchmarks.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.fs.FileUtil;

/**
 * A folder that is deleted, with all that it holds, when it is closed.
 *
 * @param path where it is
 */
public record TemporaryFolder(Path path) implements AutoCloseable {

  /**
   * Makes a new, empty folder.
   *
   * @param parent made as well if it is not there; stays
   * @param name what the new folder's name starts with
   */
  public static TemporaryFolder in(Path parent, String name) throws IOException {
    return new TemporaryFolder(
        Files.createTempDirectory(Files.createDirectories(parent), name + "-"));
  }

  @Override
  public void close() {
    FileUtil.fullyDelete(path.toFile());
  }
}
