package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FirstErrorTest {

  private final RuntimeException boom = new IllegalStateException("boom");
  private final Error noHeap = new OutOfMemoryError("no heap");
  private final FirstError errors = new FirstError();

  @Test
  void throwsTheFirstWithTheLaterOnesOnce() {
    errors.during(() -> raise(boom));
    errors.during(() -> {});
    errors.during(() -> raise(noHeap));

    assertThatThrownBy(errors::rethrow).isSameAs(boom).hasSuppressedException(noHeap);
    assertThatCode(errors::rethrow).doesNotThrowAnyException();
  }

  @Test
  void throwsAnErrorOfTheMachineAsItIs() {
    errors.add(noHeap);

    assertThatThrownBy(errors::rethrow).isSameAs(noHeap);
  }

  /** As the JVM may throw one error again and again when memory is short. */
  @Test
  void takesTheSameErrorTwice() {
    errors.add(boom);
    errors.add(boom);

    assertThat(errors.get()).isSameAs(boom).hasNoSuppressedExceptions();
  }

  private static void raise(Throwable error) {
    if (error instanceof Error) {
      throw (Error) error;
    }
    throw (RuntimeException) error;
  }
}
