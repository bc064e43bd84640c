package org.parquetext.file;

/**
 * A stretch in which the calling thread is not interrupted, for taking files away: a file system's
 * calls may fail at once on an interrupted thread, as those of HDFS do, and would leave the files
 * behind. An interrupt from before is raised again at the end; one that comes meanwhile is not held
 * back. Confined to one thread.
 */
public final class InterruptPause implements AutoCloseable {

  private final boolean interrupted = Thread.interrupted();

  /** Begins the pause. */
  public InterruptPause() {}

  @Override
  public void close() {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
