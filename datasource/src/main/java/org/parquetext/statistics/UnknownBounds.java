package org.parquetext.statistics;

/** Of values that are there, but whose bounds cannot be said: nor those of any more of them. */
enum UnknownBounds implements ColumnBounds {
  INSTANCE;

  @Override
  public ColumnBounds union(ColumnBounds other) {
    return this;
  }
}
