package org.parquetext.spark.write;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.io.OutputFile;
import org.parquetext.file.FileEncryption;
import org.parquetext.file.HadoopOutput;
import org.parquetext.options.FileNaming;
import org.parquetext.pipeline.WrittenFile;
import org.parquetext.spark.commit.CommittedFile;
import org.parquetext.spark.commit.TaskCommit;
import org.parquetext.spark.report.TaskReport;

/**
 * Names the files of a task as the options say and remembers the finished ones. Files of a
 * directory are counted through the whole task, so that a directory that is met again, which sorted
 * rows do not do, gets a new name.
 */
final class TaskFiles implements TaskOutput {

  private final TaskCommit commit;
  private final String counterMark;
  private final String extension;
  private final FileNaming naming;
  private final String prefix;
  private final FileEncryption encryption;
  private final TaskStore store;
  private final Map<String, Integer> counters = new HashMap<>();

  /** Those of the files that are not closed yet. */
  private final Map<String, String> directories = new HashMap<>();

  private final List<CommittedFile> finished = new ArrayList<>();

  /** Null if no report is wanted. */
  private final TaskReport report;

  TaskFiles(TaskCommit commit, TaskPlan plan) {
    this.commit = commit;
    this.counterMark = plan.columns().isPartitioned() ? ".c" : "-c";
    this.extension = plan.extension();
    this.naming = plan.options().fileNaming();
    this.prefix = plan.options().filePrefix();
    this.encryption = FileEncryption.configured(commit.configuration());
    this.store = new TaskStore(plan.store(), commit.configuration());
    this.report =
        plan.reportBytes().isPresent() ? new TaskReport(plan.reportBytes().getAsInt()) : null;
  }

  @Override
  public Supplier<OutputFile> in(String directory) {
    return () -> next(directory);
  }

  @Override
  public FileEncryption encryption() {
    return encryption;
  }

  private OutputFile next(String directory) {
    Path path = newPath(directory);
    OutputFile file = HadoopOutput.of(path, store.fileSystem(path), commit.configuration());
    directories.put(file.getPath(), directory);
    return file;
  }

  private Path newPath(String directory) {
    if (naming == FileNaming.UUIDV7) {
      return commit.newFile(directory, prefix + commit.newFileUuid(), extension);
    }
    int counter = counters.merge(directory, 1, Integer::sum) - 1;
    String suffix = "%s%03d%s".formatted(counterMark, counter, extension);
    return commit.newFile(directory, prefix, suffix);
  }

  @Override
  public void closed(List<WrittenFile> files) {
    for (WrittenFile file : files) {
      CommittedFile committed =
          new CommittedFile(
              directories.remove(file.path()),
              new Path(file.path()).getName(),
              file.bytes(),
              file.rows(),
              file.closedBy().name().toLowerCase(Locale.ROOT),
              file.rowGroupBytes(),
              file.rowGroupRows(),
              file.statistics());
      finished.add(committed);
      if (report != null) {
        report.add(committed, file.footer(), file.encryptedColumns());
      }
    }
  }

  /** What is said of them to the report of the write; null if nobody asks. */
  TaskReport report() {
    return report;
  }

  List<CommittedFile> finished() {
    return finished;
  }

  @Override
  public void close() {
    store.close();
  }
}
