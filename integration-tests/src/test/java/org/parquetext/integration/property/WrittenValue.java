package org.parquetext.integration.property;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.parquetext.integration.random.Point;

/** A value as files hold it: every NaN in it, of whatever bits, is the usual one. */
final class WrittenValue {
  private WrittenValue() {}

  static Object of(Object value) {
    if (value instanceof Float number) {
      return number.isNaN() ? Float.NaN : number;
    }
    if (value instanceof Double number) {
      return of(number.doubleValue());
    }
    if (value instanceof Point point) {
      return new Point(of(point.x()), of(point.y()));
    }
    if (value instanceof Row row) {
      return of(row);
    }
    if (value instanceof List<?> list) {
      List<Object> elements = new ArrayList<>();
      list.forEach(element -> elements.add(of(element)));
      return elements;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      map.forEach((key, mapped) -> entries.put(of(key), of(mapped)));
      return entries;
    }
    return value;
  }

  static Row of(Row row) {
    Object[] values = new Object[row.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = of(row.get(i));
    }
    return RowFactory.create(values);
  }

  private static double of(double number) {
    return Double.isNaN(number) ? Double.NaN : number;
  }
}
