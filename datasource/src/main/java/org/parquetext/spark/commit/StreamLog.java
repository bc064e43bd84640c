package org.parquetext.spark.commit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/**
 * The log of a stream's batches beside their files, by which Spark's readers know the files of a
 * directory: its {@code FileStreamSinkLog}. By reflection, since Spark 4.1 has moved that class to
 * another package, and its class stands in the signatures.
 */
public final class StreamLog {

  /** The name of the log's directory, below that of the files. */
  public static final String DIRECTORY = "_spark_metadata";

  private static final List<String> PACKAGES =
      List.of(
          "org.apache.spark.sql.execution.streaming.sinks.",
          "org.apache.spark.sql.execution.streaming.");

  private static final Class<?> LOG = sparkClass("FileStreamSinkLog");
  private static final Class<?> FILE = sparkClass("SinkFileStatus");

  /** The one that there is; what begins a log. */
  private static final int VERSION = 1;

  private final Object log;

  /** The same without a retention, as readers open it: they see files of any age. */
  private final Object readersLog;

  private final Path directory;

  private StreamLog(Object log, Object readersLog, Path directory) {
    this.log = log;
    this.readersLog = readersLog;
    this.directory = directory;
  }

  /** Where the log of a directory of files is. */
  public static Path directory(Path table) {
    return new Path(table, DIRECTORY);
  }

  /**
   * Opens the log of a directory of files; makes it if there is none.
   *
   * @param session whose settings it obeys ({@code spark.sql.streaming.fileSink.log.…})
   * @param retentionMillis the age at which files are no longer listed; empty if they always are
   */
  public static StreamLog open(SparkSession session, Path table, OptionalLong retentionMillis) {
    Path directory = directory(table);
    Option<Object> retention =
        retentionMillis.isPresent()
            ? Option.apply((Object) retentionMillis.getAsLong())
            : Option.empty();
    return new StreamLog(
        open(session, directory, retention), open(session, directory, Option.empty()), directory);
  }

  private static Object open(SparkSession session, Path directory, Option<Object> retention) {
    try {
      return LOG.getConstructor(int.class, SparkSession.class, String.class, Option.class)
          .newInstance(VERSION, session, directory.toString(), retention);
    } catch (InvocationTargetException e) {
      throw Failures.raised(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw unknown(e);
    }
  }

  /** Where the log is. */
  Path directory() {
    return directory;
  }

  /** The latest batch that it holds. */
  public OptionalLong latestBatch() {
    Option<?> latest = (Option<?>) call("getLatestBatchId");
    return latest.isEmpty() ? OptionalLong.empty() : OptionalLong.of((long) latest.get());
  }

  /**
   * Adds a batch, as one atomic step. When it fails, the batch may have been added nevertheless.
   *
   * @param files what the batch has written; may be empty
   * @return whether it was added; false if the log holds a batch of this number
   */
  boolean add(long batch, List<FileStatus> files) {
    Object entries = Array.newInstance(FILE, files.size());
    for (int i = 0; i < files.size(); i++) {
      Array.set(entries, i, entry(files.get(i)));
    }
    try {
      return (boolean) method("add", long.class, Object[].class).invoke(log, batch, entries);
    } catch (InvocationTargetException e) {
      throw Failures.raised(e.getCause());
    } catch (IllegalAccessException e) {
      throw unknown(e);
    }
  }

  /** What a log holds under the number of a batch that was to be added. */
  enum Held {
    NO_BATCH,
    THIS_BATCH,
    ANOTHER_BATCH,
    /** The batch that was to be added has no files, as any other one may have none. */
    ONE_OF_BOTH
  }

  /**
   * Finds out what it holds under a number.
   *
   * @param files what the batch has written that was to be added
   * @throws IOException if the log cannot be read
   */
  Held held(long batch, List<FileStatus> files) throws IOException {
    Set<Object> written = new HashSet<>();
    files.forEach(file -> written.add(path(entry(file))));
    boolean isListed = false;
    try {
      Option<?> found = (Option<?>) method("get", long.class).invoke(log, batch);
      if (found.isEmpty()) {
        return Held.NO_BATCH;
      }
      for (Object entry : (Object[]) found.get()) {
        isListed |= written.contains(path(entry));
      }
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof FileNotFoundException) {
        return Held.NO_BATCH;
      }
      throw new IOException("Cannot read batch " + batch + " of " + directory, e.getCause());
    } catch (IllegalAccessException e) {
      throw unknown(e);
    }
    if (files.isEmpty()) {
      return Held.ONE_OF_BOTH;
    }
    // One is enough: a compaction leaves out old files, also of the batch that is added with it.
    return isListed ? Held.THIS_BATCH : Held.ANOTHER_BATCH;
  }

  /** All files that readers see by it, also those that the next compaction leaves out. */
  Set<Path> files() {
    Set<Path> files = new HashSet<>();
    for (Object entry : (Object[]) call(readersLog, "allFiles")) {
      files.add(((FileStatus) call(entry, "toFileStatus")).getPath());
    }
    return files;
  }

  private static Object entry(FileStatus file) {
    try {
      return FILE.getMethod("apply", FileStatus.class).invoke(null, file);
    } catch (InvocationTargetException e) {
      throw Failures.raised(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw unknown(e);
    }
  }

  private static Object path(Object entry) {
    return call(entry, "path");
  }

  private Object call(String name) {
    return call(log, name);
  }

  private static Object call(Object target, String name) {
    try {
      return target.getClass().getMethod(name).invoke(target);
    } catch (InvocationTargetException e) {
      throw Failures.raised(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw unknown(e);
    }
  }

  private static Method method(String name, Class<?>... parameters) {
    try {
      return LOG.getMethod(name, parameters);
    } catch (NoSuchMethodException e) {
      throw unknown(e);
    }
  }

  private static Class<?> sparkClass(String name) {
    for (String packageName : PACKAGES) {
      try {
        return Class.forName(packageName + name);
      } catch (ClassNotFoundException e) {
        // It is in the other one.
        continue;
      }
    }
    throw new IllegalStateException(
        "Cannot write streams with this version of Spark: it has no " + name);
  }

  private static IllegalStateException unknown(ReflectiveOperationException e) {
    return new IllegalStateException(
        "Cannot write streams with this version of Spark: " + LOG.getName() + " is another", e);
  }
}
