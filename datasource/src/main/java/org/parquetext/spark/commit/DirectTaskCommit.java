package org.parquetext.spark.commit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.executor.OutputMetrics;
import org.parquetext.file.InterruptPause;

/**
 * A task attempt that writes its files straight to where they stay, for a table whose log says
 * which files there are. Names are the attempt's own, so that no two attempts share a file.
 */
final class DirectTaskCommit implements TaskCommit {

  private final OwnFiles own;
  private final UUID write;
  private final Path table;
  private final String name;
  private final Configuration configuration;
  private final OutputMetrics metrics;
  private final List<Path> files = new ArrayList<>();

  DirectTaskCommit(
      OwnFiles own,
      UUID write,
      Path table,
      String name,
      Configuration configuration,
      OutputMetrics metrics) {
    this.own = own;
    this.write = write;
    this.table = table;
    this.name = name;
    this.configuration = configuration;
    this.metrics = metrics;
  }

  @Override
  public Configuration configuration() {
    return configuration;
  }

  @Override
  public Path newFile(String directory, String prefix, String suffix) {
    Path parent = directory.isEmpty() ? table : new Path(table, directory);
    Path file = new Path(parent, prefix + name + suffix);
    files.add(file);
    return file;
  }

  @Override
  public UUID newFileUuid() {
    return TimeOrderedUuid.within(write);
  }

  @Override
  public CommittedTask commit(List<CommittedFile> finished, long shuffleBytes) {
    return new CommittedTask(null, finished, shuffleBytes);
  }

  /**
   * Says then that it has written nothing, by which the driver tells it from one that committed; or
   * something, when its files may be left.
   */
  @Override
  public void abort() {
    try (InterruptPause pause = new InterruptPause()) {
      own.delete(table.getFileSystem(configuration), files);
      metrics.setBytesWritten(0);
    } catch (IOException e) {
      metrics.setBytesWritten(Math.max(1, metrics.bytesWritten()));
      throw new FilesLeftException("Cannot take away the files of a task in " + table, e);
    }
  }
}
