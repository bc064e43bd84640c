package org.parquetext.pipeline;

/**
 * Someone else's books on the memory that a writer holds: its batches, what its columns hold, and
 * its share of what the {@link EncoderRuntime} keeps for columns to come. The writer tells it in
 * large steps, and less than a step not at all. An account is asked, it does not bind: a writer
 * that is granted less ends its row group if that is worth it, gives back what this frees, and goes
 * on.
 *
 * <p>Called only on the thread that calls the writer, and only while that is inside a call. What
 * was granted is released, to the byte, before the writer's last call returns: {@code close},
 * {@code abort}, or the one that failed.
 */
public interface MemoryAccount {

  /**
   * Asks for {@code bytes} more. What it throws fails the write.
   *
   * @return the bytes granted: from none to all
   */
  long acquire(long bytes);

  /** Gives back {@code bytes} of those that were granted. Does not throw. */
  void release(long bytes);

  /** An account that grants everything. */
  static MemoryAccount unlimited() {
    return new MemoryAccount() {
      @Override
      public long acquire(long bytes) {
        return bytes;
      }

      @Override
      public void release(long bytes) {
        // Nothing was counted.
      }
    };
  }
}
