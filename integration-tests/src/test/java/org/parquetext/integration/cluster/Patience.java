package org.parquetext.integration.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits for what other processes do, with a deadline that only a process which hangs misses, also
 * on a machine that is busy with other things.
 */
public final class Patience {
  static final Duration LIMIT = Duration.ofMinutes(3);

  private static final Duration PAUSE = Duration.ofMillis(20);

  private Patience() {}

  /** Asks until there is something; {@code failure} is the message if there never is. */
  static <T> T await(Supplier<Optional<T>> something, Supplier<String> failure) {
    long begun = System.nanoTime();
    Optional<T> found = something.get();
    while (found.isEmpty()) {
      if (System.nanoTime() - begun > LIMIT.toNanos()) {
        throw new AssertionError(failure.get());
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      found = something.get();
    }
    return found.get();
  }

  /** Asks until it is so. */
  public static void awaitTrue(BooleanSupplier condition, Supplier<String> failure) {
    await(() -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty(), failure);
  }
}
