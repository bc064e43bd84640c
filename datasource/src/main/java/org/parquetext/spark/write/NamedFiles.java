package org.parquetext.spark.write;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.io.OutputFile;
import org.parquetext.WriteException;
import org.parquetext.file.FileEncryption;
import org.parquetext.file.HadoopOutput;
import org.parquetext.pipeline.WrittenFile;

/** Files that Spark has named: a "directory" is the path of one of them. */
final class NamedFiles implements TaskOutput {

  private final Configuration conf;
  private final FileEncryption encryption;
  private final TaskStore store;

  /** The paths that were handed out, each once. */
  private final Map<String, Path> given = new HashMap<>();

  /**
   * No files yet.
   *
   * @param conf of the task
   */
  NamedFiles(TaskPlan plan, Configuration conf) {
    this.conf = conf;
    this.encryption = FileEncryption.configured(conf);
    this.store = new TaskStore(plan.store(), conf);
  }

  @Override
  public Supplier<OutputFile> in(String directory) {
    return () -> file(directory);
  }

  private OutputFile file(String name) {
    Path path = new Path(name);
    if (given.put(name, path) != null) {
      throw new WriteException("Cannot begin a second file: Spark has asked for one, " + path);
    }
    return HadoopOutput.of(path, store.fileSystem(path), conf);
  }

  @Override
  public FileEncryption encryption() {
    return encryption;
  }

  /** Spark commits what it has named. */
  @Override
  public void closed(List<WrittenFile> files) {
    files.forEach(file -> given.values().removeIf(path -> path.toString().equals(file.path())));
  }

  @Override
  public void close() {
    store.close();
  }
}
