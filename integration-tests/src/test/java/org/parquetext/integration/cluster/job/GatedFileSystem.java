package org.parquetext.integration.cluster.job;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.LocalFileSystem;

/** The local file system with a {@link Gate} at one kind of operation. */
public final class GatedFileSystem extends LocalFileSystem {
  private static final String DIRECTORY = "gate.directory";
  private static final String OPERATION = "gate.operation";
  private static final String NUMBER = "gate.number";

  private static final String TEMPORARY = "_temporary";

  /** The temporary files of one job, or of all. */
  private static final Pattern OF_JOBS = Pattern.compile(".*/" + TEMPORARY + "(/\\d+)?");

  /** Of all instances of this process: its writes ask for a new one again and again. */
  private static final AtomicInteger OPERATIONS = new AtomicInteger();

  /** What a commit does with files, whoever does it. */
  public enum Operation {
    /** What a task has written was moved to where the job finds it; nobody knows of it yet. */
    COMMIT_TASK,
    /** A file is moved to its place in the table, by version 2 when a task commits. */
    PUBLISH,
    /** The temporary files of the job are deleted. */
    CLEAN_UP,
    /** A file of the table is deleted. */
    DELETE
  }

  private Gate gate;
  private Operation operation;
  private int number;

  /**
   * The options of a write that make it use this file system for local paths.
   *
   * @param number of the operation that is held, from 1 on, counted in each process by itself
   */
  public static Map<String, String> options(Path gate, Operation operation, int number) {
    return Map.of(
        "fs.file.impl",
        GatedFileSystem.class.getName(),
        "fs.file.impl.disable.cache",
        "true",
        DIRECTORY,
        gate.toString(),
        OPERATION,
        operation.name(),
        NUMBER,
        Integer.toString(number));
  }

  @Override
  public void initialize(URI name, Configuration configuration) throws IOException {
    super.initialize(name, configuration);
    gate = new Gate(configuration.get(DIRECTORY));
    operation = Operation.valueOf(configuration.get(OPERATION));
    number = configuration.getInt(NUMBER, 1);
  }

  @Override
  public boolean rename(org.apache.hadoop.fs.Path from, org.apache.hadoop.fs.Path to)
      throws IOException {
    if (!isTemporary(to)) {
      begin(Operation.PUBLISH);
    }
    boolean renamed = super.rename(from, to);
    if (isTemporary(to)) {
      begin(Operation.COMMIT_TASK);
    }
    return renamed;
  }

  @Override
  public boolean delete(org.apache.hadoop.fs.Path path, boolean recursive) throws IOException {
    if (OF_JOBS.matcher(path.toString()).matches()) {
      begin(Operation.CLEAN_UP);
    } else if (path.getName().endsWith(".parquet") && !isTemporary(path)) {
      begin(Operation.DELETE);
    }
    return super.delete(path, recursive);
  }

  private void begin(Operation current) {
    if (current == operation && OPERATIONS.incrementAndGet() >= number) {
      gate.pass();
    }
  }

  private static boolean isTemporary(org.apache.hadoop.fs.Path path) {
    return path.toString().contains("/" + TEMPORARY + "/");
  }
}
