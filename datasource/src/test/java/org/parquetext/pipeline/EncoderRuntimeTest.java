package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parquetext.column.EncoderArena;

@Timeout(60)
class EncoderRuntimeTest {

  private final EncoderRuntime runtime = EncoderRuntime.create(3, 1_000);
  private final CountDownLatch end = new CountDownLatch(1);

  @Test
  void startsNoMoreThreadsThanCoresAreLeftByTheCallers() {
    runtime.register();
    assertThat(start()).isTrue();
    assertThat(start()).isTrue();
    assertThat(runtime.hasIdleCore()).isFalse();
    assertThat(start()).isFalse();

    end.countDown();
    Threads.await("threads end", () -> runtime.running() == 0);
    assertThat(runtime.hasIdleCore()).isTrue();
  }

  @Test
  void aCallerThatWaitsLendsItsCore() {
    runtime.register();
    start();
    start();
    runtime.callerWaits();
    assertThat(start()).isTrue();
    assertThat(runtime.mayContinue()).isTrue();
    runtime.callerWorks();
    assertThat(runtime.mayContinue()).as("with the caller back").isFalse();
    end.countDown();
  }

  @Test
  void aThreadWhoseWorkFailsFreesItsCore() {
    AtomicReference<Throwable> uncaught = new AtomicReference<>();
    assertThat(
            runtime.tryStart(
                () -> {
                  Thread.currentThread().setUncaughtExceptionHandler((t, e) -> uncaught.set(e));
                  throw new OutOfMemoryError("no arena");
                }))
        .isTrue();

    Threads.await("the core is free", () -> runtime.running() == 0);
    Threads.await("the error is reported", () -> uncaught.get() != null);
    assertThat(uncaught.get()).hasMessage("no arena");
  }

  @Test
  void threadsAreDaemonsWithTheClassLoaderOfThePlugin() {
    AtomicReference<Thread> thread = new AtomicReference<>();
    AtomicReference<ClassLoader> loader = new AtomicReference<>();
    runtime.tryStart(
        () -> {
          loader.set(Thread.currentThread().getContextClassLoader());
          thread.set(Thread.currentThread());
        });

    Threads.await("the thread runs", () -> thread.get() != null);
    assertThat(thread.get().isDaemon()).isTrue();
    assertThat(loader.get()).isSameAs(EncoderRuntime.class.getClassLoader());
  }

  @Test
  void arenasAreUsedAgainWhileThereAreWriters() {
    runtime.register();
    EncoderArena arena = runtime.takeArena();
    runtime.returnArena(arena);
    assertThat(runtime.takeArena()).isSameAs(arena);

    runtime.returnArena(arena);
    runtime.unregister();
    assertThat(runtime.takeArena()).as("after the last writer").isNotSameAs(arena);
  }

  @Test
  void refusesSizesThatCannotWork() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EncoderRuntime.create(0, 1))
        .withMessage("threads must be at least 1 but was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EncoderRuntime.create(1, 0))
        .withMessage("maxBufferedBytes must be at least 1 but was 0");
  }

  @Test
  void theEnvironmentMaySizeIt() {
    assertThat(EncoderRuntime.defaultThreads(" 3 ")).isEqualTo(3);
    assertThat(EncoderRuntime.defaultThreads(null))
        .isEqualTo(EncoderRuntime.defaultThreads(" "))
        .isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @ParameterizedTest
  @CsvSource({
    "0, at least 1 but was 0",
    "-2, at least 1 but was -2",
    "5000, at most 1024 but was 5000",
    "many, a whole number but was `many`"
  })
  void refusesAnEnvironmentThatCannotWork(String value, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EncoderRuntime.defaultThreads(value))
        .withMessage("Option `PARQUET_EXT_ENCODER_THREADS` must be " + problem);
  }

  @Test
  void theFirstCallDecidesTheSharedRuntime() {
    EncoderRuntime shared = EncoderRuntime.shared();

    assertThat(EncoderRuntime.shared(1_234, 5, 6)).isSameAs(shared);
    assertThat(shared.threads()).isPositive();
    assertThat(shared.maxBufferedBytes()).isPositive();
  }

  private boolean start() {
    return runtime.tryStart(() -> Threads.await(end));
  }
}
