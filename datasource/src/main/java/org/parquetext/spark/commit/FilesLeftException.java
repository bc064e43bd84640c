package org.parquetext.spark.commit;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A task attempt could not take its files away, so that the driver has to look for them. */
final class FilesLeftException extends UncheckedIOException {

  private static final long serialVersionUID = 1L;

  FilesLeftException(String message, IOException cause) {
    super(message, cause);
  }

  /** Whether a failure, or one that came with it, is of this kind. */
  static boolean isWithin(Throwable failure) {
    if (failure == null || failure instanceof FilesLeftException) {
      return failure != null;
    }
    for (Throwable other : failure.getSuppressed()) {
      if (isWithin(other)) {
        return true;
      }
    }
    return isWithin(failure.getCause());
  }
}
