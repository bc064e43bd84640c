package org.parquetext.integration.cluster.job;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.TaskContext;

/**
 * A place where the first to come is held, of all processes that know the gate's directory. Files
 * there are how the processes tell each other.
 */
public final class Gate implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Duration PAUSE = Duration.ofMillis(10);

  private final String directory;

  /** The gate of an existing directory. */
  public Gate(String directory) {
    this.directory = directory;
  }

  /**
   * Holds the first that comes until its task is to end or its process is killed; all others pass.
   */
  public void pass() {
    if (!isFirst()) {
      return;
    }
    TaskContext task = TaskContext.get();
    while (!Thread.currentThread().isInterrupted() && (task == null || !task.isInterrupted())) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw new IllegalStateException("interrupted at the gate");
  }

  private boolean isFirst() {
    try {
      Files.writeString(file(), Visitor.current().line(), StandardOpenOption.CREATE_NEW);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Who is or was held, once somebody has come. */
  public Optional<Visitor> visitor() {
    try {
      return Files.exists(file()) ? Visitor.parse(Files.readString(file())) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits without an end, for the driver that lives no longer than its test. */
  Visitor awaitVisitor() {
    Optional<Visitor> visitor = visitor();
    while (visitor.isEmpty()) {
      LockSupport.parkNanos(PAUSE.toNanos());
      visitor = visitor();
    }
    return visitor.get();
  }

  private Path file() {
    return Path.of(directory, "visitor");
  }
}
