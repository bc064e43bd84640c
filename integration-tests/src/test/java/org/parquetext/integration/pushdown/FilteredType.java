package org.parquetext.integration.pushdown;

/**
 * A type with values that ascend with a number.
 *
 * @param value an SQL expression of {@code %s}, the number
 * @param pushed whether Spark pushes comparisons down to Parquet
 */
record FilteredType(String name, String value, Pushed pushed) {

  /** What Spark does with comparisons. */
  enum Pushed {
    YES,
    NO
  }

  static FilteredType pushed(String name, String value) {
    return new FilteredType(name, value, Pushed.YES);
  }

  static FilteredType notPushed(String name, String value) {
    return new FilteredType(name, value, Pushed.NO);
  }

  String column() {
    return "`" + name + "`";
  }

  String of(Object number) {
    return value.formatted(number);
  }

  @Override
  public String toString() {
    return name;
  }
}
