package org.parquetext.spark.conf;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.Path;
import org.parquetext.spark.commit.CommittedFile;
import org.parquetext.spark.commit.CommittedTask;

/**
 * How many bytes rows take in a shuffle for each byte of the files that they become, as the last
 * distributed write of this driver to a path has shown. Kept for a bounded number of paths.
 */
public final class ShuffleRatios {

  /** What is assumed of a path that was not written to yet. */
  static final double DEFAULT = 2;

  /** Of less than this, footers are too large a part to tell. */
  private static final long MIN_FILE_BYTES = 256 << 10;

  private static final int MAX_PATHS = 1_000;
  private static final Map<Path, Double> BY_PATH = new ConcurrentHashMap<>();

  private ShuffleRatios() {}

  static double of(Path path) {
    return BY_PATH.getOrDefault(path, DEFAULT);
  }

  /** Remembers what the tasks of a committed write have read from a shuffle, and written. */
  public static void measure(Path path, List<CommittedTask> tasks) {
    long read = tasks.stream().mapToLong(CommittedTask::shuffleBytes).sum();
    long written =
        tasks.stream().flatMap(task -> task.files().stream()).mapToLong(CommittedFile::bytes).sum();
    if (read == 0 || written < MIN_FILE_BYTES) {
      return;
    }
    // Which path gives way does not matter: it is measured again.
    Iterator<Path> known = BY_PATH.keySet().iterator();
    if (BY_PATH.size() >= MAX_PATHS && known.hasNext()) {
      BY_PATH.remove(known.next());
    }
    BY_PATH.put(path, (double) read / written);
  }
}
