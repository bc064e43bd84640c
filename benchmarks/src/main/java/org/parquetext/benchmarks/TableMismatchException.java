package org.parquetext.benchmarks;

/** Two tables that should be the same are not. */
final class TableMismatchException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TableMismatchException(String message) {
    super(message);
  }
}
