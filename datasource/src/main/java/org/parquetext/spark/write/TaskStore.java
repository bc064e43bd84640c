package org.parquetext.spark.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.parquetext.spark.conf.StoreSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file system that a task writes its files to: the one that its JVM shares, or where the write
 * sets what that has otherwise, one of the task's own, opened with the first file and closed by
 * {@link #close} when all files are. On the task's thread.
 */
final class TaskStore implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TaskStore.class);

  private final StoreSettings settings;
  private final Configuration conf;
  private FileSystem own;

  TaskStore(StoreSettings settings, Configuration conf) {
    this.settings = settings;
    this.conf = conf;
  }

  /** The file system of a file of the task. */
  FileSystem fileSystem(Path file) {
    try {
      if (own == null && settings.needOwn(file, conf)) {
        own = settings.open(file, conf);
      }
      return own == null ? file.getFileSystem(conf) : own;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot open the file system of " + file, e);
    }
  }

  /** No file is lost when this fails, so that it fails no task. */
  @Override
  public void close() {
    if (own == null) {
      return;
    }
    try {
      own.close();
    } catch (IOException | RuntimeException e) {
      LOG.warn("Cannot close the file system {} of a task", own.getUri(), e);
    } finally {
      own = null;
    }
  }
}
