package org.parquetext.integration.memory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.parquet.io.LocalOutputFile;
import org.parquetext.pipeline.ArrowParquetWriter;
import org.parquetext.pipeline.EncoderRuntime;

/**
 * Writes a {@link HashedTable} in a JVM of its own, with all files open at once: each task is a
 * thread that hands its writers batches in turn.
 */
final class OpenWriters {
  private static final int THREADS = 2;

  private final Path directory;
  private final EncoderRuntime runtime;
  private final HashedTable table;
  private final int writers;
  private final int batches;
  private final int batchRows;

  private OpenWriters(
      Path directory, long budget, int columns, int writers, int batches, int batchRows) {
    this.directory = directory;
    this.runtime = EncoderRuntime.create(THREADS, budget);
    this.table = new HashedTable(columns);
    this.writers = writers;
    this.batches = batches;
    this.batchRows = batchRows;
  }

  /**
   * Writes.
   *
   * @param arguments directory, bytes of the budget, columns, tasks, writers of a task, batches of
   *     a writer, rows of a batch
   */
  public static void main(String... arguments) throws Exception {
    MemoryReport.watchDirectMemory();
    Path directory = Path.of(arguments[0]);
    int tasks = Integer.parseInt(arguments[3]);
    OpenWriters scenario =
        new OpenWriters(
            directory.resolve("table"),
            Long.parseLong(arguments[1]),
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[4]),
            Integer.parseInt(arguments[5]),
            Integer.parseInt(arguments[6]));
    Files.createDirectory(scenario.directory);
    MemoryReport.write(directory, scenario.runtime, scenario.runTasks(tasks));
  }

  private long runTasks(int tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(tasks);
    try {
      List<Callable<Long>> calls = new ArrayList<>();
      for (int i = 0; i < tasks; i++) {
        int task = i;
        calls.add(() -> runTask(task));
      }
      long closedByMemory = 0;
      for (Future<Long> done : threads.invokeAll(calls)) {
        closedByMemory += done.get();
      }
      return closedByMemory;
    } finally {
      threads.shutdown();
    }
  }

  /** The row groups that were closed by memory. */
  private long runTask(int task) {
    List<ArrowParquetWriter> open = new ArrayList<>();
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = table.open(allocator)) {
      for (int writer = 0; writer < writers; writer++) {
        Path file = directory.resolve("part-" + task + "-" + writer + ".parquet");
        open.add(
            ArrowParquetWriter.builder(new LocalOutputFile(file), root.getSchema())
                .runtime(runtime)
                .build());
      }
      long next = (long) task * writers * batches * batchRows;
      for (int batch = 0; batch < batches; batch++) {
        for (ArrowParquetWriter writer : open) {
          table.fill(root, next, batchRows);
          next += batchRows;
          writer.write(root);
        }
      }
      open.forEach(ArrowParquetWriter::close);
      return open.stream().mapToLong(w -> w.progress().rowGroupsClosedByMemory()).sum();
    } finally {
      open.forEach(ArrowParquetWriter::abort);
    }
  }
}
