package org.parquetext.benchmarks.table;

/** Two tables that should be the same are not. */
public final class TableMismatchException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public TableMismatchException(String message) {
    super(message);
  }
}
