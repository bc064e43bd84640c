package org.parquetext.spark.write;

import org.apache.spark.TaskContext;
import org.apache.spark.memory.MemoryConsumer;
import org.apache.spark.memory.MemoryMode;
import org.apache.spark.memory.TaskMemoryManager;
import org.parquetext.pipeline.MemoryAccount;
import org.parquetext.pipeline.WriterGroup;

/**
 * Tells Spark what the writers of a task hold, as execution memory on the heap. Spark grants what
 * its share for the task and the other operators of the task leave, or what these can spill; when
 * one of them needs the memory, the writers give all of it back.
 *
 * <p>Belongs to the task's thread, except {@link #spill}.
 */
final class TaskMemory extends MemoryConsumer implements MemoryAccount {

  private final Thread thread = Thread.currentThread();
  private WriterGroup writers;

  /** Memory of the task that runs on this thread. */
  TaskMemory(TaskContext task) {
    this(task.taskMemoryManager());
  }

  /** Memory of the task that runs on this thread, by its manager. */
  TaskMemory(TaskMemoryManager manager) {
    super(manager, manager.pageSizeBytes(), MemoryMode.ON_HEAP);
  }

  /** The writers that are to give memory back. */
  void heldBy(WriterGroup group) {
    writers = group;
  }

  @Override
  public long acquire(long bytes) {
    return acquireMemory(bytes);
  }

  @Override
  public void release(long bytes) {
    freeMemory(bytes);
  }

  /**
   * Spark asks on the thread that needs memory: nothing can be given back on another than the
   * task's, which may be inside a writer, nor in the middle of one of the writers' own calls.
   */
  @Override
  public long spill(long size, MemoryConsumer trigger) {
    return Thread.currentThread() == thread && writers != null ? writers.releaseMemory() : 0;
  }

  @Override
  public String toString() {
    return "parquet-ext writer";
  }
}
