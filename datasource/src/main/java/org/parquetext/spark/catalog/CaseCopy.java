package org.parquetext.spark.catalog;

import java.lang.reflect.Constructor;
import scala.Product;

/**
 * Copies of case classes of Spark's with one field changed: its versions have more or fewer fields,
 * so that no constructor could be linked with all of them.
 */
final class CaseCopy {

  private CaseCopy() {}

  /**
   * A copy with this value of the field.
   *
   * @throws IllegalStateException if the class is none of a kind that is known
   */
  static <T extends Product> T of(T original, String field, Object value) {
    Object[] values = new Object[original.productArity()];
    for (int i = 0; i < values.length; i++) {
      values[i] = original.productElementName(i).equals(field) ? value : original.productElement(i);
    }
    try {
      for (Constructor<?> constructor : original.getClass().getConstructors()) {
        if (constructor.getParameterCount() == values.length) {
          return same(original, constructor.newInstance(values));
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot copy " + original.getClass(), e);
    }
    throw new IllegalStateException("Cannot copy " + original.getClass() + ": unknown class");
  }

  @SuppressWarnings("unchecked") // made by a constructor of the same class
  private static <T> T same(T original, Object copy) {
    return (T) original.getClass().cast(copy);
  }
}
