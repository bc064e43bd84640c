package org.parquetext.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Things that threads lend themselves, one thread at a time each. Thread-safe. */
public final class Spares<T> {

  private final Deque<T> idle = new ArrayDeque<>();

  /** One that no thread has, the last that was given back; null if there is none. */
  public synchronized T poll() {
    return idle.pollLast();
  }

  /** Gives one back, or a new one. */
  public synchronized void add(T thing) {
    idle.addLast(thing);
  }

  /** Takes all away that no thread has. */
  public synchronized void drain(Consumer<? super T> to) {
    for (T thing = idle.pollLast(); thing != null; thing = idle.pollLast()) {
      to.accept(thing);
    }
  }
}
