package org.parquetext.pipeline;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the writers of one {@link EncoderRuntime} do at the moment, and who is to be told of the
 * files that they close. Thread-safe.
 */
public final class WriteActivity {

  private final AtomicLong openFiles = new AtomicLong();
  private final AtomicLong closingFiles = new AtomicLong();
  private final Tally<WriteStage> waiting = new Tally<>(WriteStage.class);
  private final List<FileObserver> observers = new CopyOnWriteArrayList<>();

  WriteActivity() {}

  /** Files that are created and neither closed nor discarded. */
  public long openFiles() {
    return openFiles.get();
  }

  /** Those of them that a thread is closing. */
  public long closingFiles() {
    return closingFiles.get();
  }

  /** Calling threads that are in a stage, which is one of those that wait. */
  public long waiting(WriteStage stage) {
    return waiting.sum(stage);
  }

  /** Has an observer told of every file, until it is {@linkplain #forget forgotten}. */
  public void observe(FileObserver observer) {
    observers.add(observer);
  }

  /** Ends what {@link #observe} began. Idempotent. */
  public void forget(FileObserver observer) {
    observers.remove(observer);
  }

  void opened() {
    openFiles.incrementAndGet();
  }

  void ended() {
    openFiles.decrementAndGet();
  }

  void closingBegins() {
    closingFiles.incrementAndGet();
  }

  void closingEnds() {
    closingFiles.decrementAndGet();
  }

  void waitBegins(WriteStage stage) {
    waiting.add(stage, 1);
  }

  void waitEnds(WriteStage stage) {
    waiting.add(stage, -1);
  }

  void closed(WrittenFile file, long nanos) {
    observers.forEach(observer -> observer.closed(file, nanos));
  }
}
