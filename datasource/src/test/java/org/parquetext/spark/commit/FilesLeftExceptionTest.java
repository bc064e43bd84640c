package org.parquetext.spark.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class FilesLeftExceptionTest {

  private final FilesLeftException left = new FilesLeftException("left", new IOException("busy"));

  @Test
  void isFoundAmongCausesAndWhatTheySuppress() {
    IOException cause = new IOException("cause");
    cause.addSuppressed(new RuntimeException(left));
    assertThat(FilesLeftException.isWithin(new IllegalStateException(cause))).isTrue();
  }

  @Test
  void isNotFoundElsewhere() {
    assertThat(FilesLeftException.isWithin(new IOException(new RuntimeException()))).isFalse();
    assertThat(FilesLeftException.isWithin(null)).isFalse();
  }

  /** As a stream's does that throws its first failure again, wrapped, when it is closed. */
  @Test
  void failuresMaySuppressEachOther() {
    IOException first = new IOException("first");
    IOException wrapped = new IOException("again", first);
    first.addSuppressed(wrapped);
    assertThat(FilesLeftException.isWithin(first)).isFalse();
    wrapped.addSuppressed(left);
    assertThat(FilesLeftException.isWithin(first)).isTrue();
  }
}
