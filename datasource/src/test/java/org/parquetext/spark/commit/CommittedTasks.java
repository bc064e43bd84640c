package org.parquetext.spark.commit;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.internal.io.FileCommitProtocol.TaskCommitMessage;
import org.parquetext.statistics.FileStatistics;

/** Tasks that have committed files of given names. */
public final class CommittedTasks {

  private CommittedTasks() {}

  /** One task that has committed files of these paths below the table's. */
  public static CommittedTask of(String... paths) {
    List<CommittedFile> files = new ArrayList<>();
    for (String path : paths) {
      Path file = new Path(path);
      files.add(
          new CommittedFile(
              file.getParent().toString(),
              file.getName(),
              1,
              1,
              "end",
              new long[] {1},
              new long[] {1},
              FileStatistics.none()));
    }
    return new CommittedTask(new TaskCommitMessage("committed"), files, 0);
  }
}
