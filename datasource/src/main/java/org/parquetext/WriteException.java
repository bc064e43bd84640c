package org.parquetext;

/**
 * A write that failed. The message names what could not be written, where (column, row group or
 * file), the value and the remedy; the cause, when there is one, is the first error that happened.
 */
public final class WriteException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A failure that this project found by itself. */
  public WriteException(String message) {
    super(message);
  }

  /** A failure that something else reported. */
  public WriteException(String message, Throwable cause) {
    super(message, cause);
  }
}
