package org.parquetext.spark.commit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** A task attempt could not take its files away, so that the driver has to look for them. */
final class FilesLeftException extends UncheckedIOException {

  private static final long serialVersionUID = 1L;

  FilesLeftException(String message, IOException cause) {
    super(message, cause);
  }

  /** Whether a failure, or one that came with it, is of this kind. */
  static boolean isWithin(Throwable failure) {
    // Failures that suppress each other are no rarity.
    Set<Throwable> known = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> unseen = new ArrayDeque<>();
    for (Throwable next = failure; next != null; next = unseen.poll()) {
      if (next instanceof FilesLeftException) {
        return true;
      }
      if (known.add(next)) {
        unseen.addAll(List.of(next.getSuppressed()));
        if (next.getCause() != null) {
          unseen.add(next.getCause());
        }
      }
    }
    return false;
  }
}
