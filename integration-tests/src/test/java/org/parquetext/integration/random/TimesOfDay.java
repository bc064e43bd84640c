package org.parquetext.integration.random;

import java.time.LocalTime;
import java.util.Random;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.TimeType;

/** Values of {@code TIME}, a type that Spark has since 4.1. */
final class TimesOfDay {

  private TimesOfDay() {}

  /** By the name, since an older Spark does not have the class. */
  static boolean isTime(DataType type) {
    return type.typeName().startsWith("time(");
  }

  /** A random one as precise as its type. */
  static LocalTime next(DataType type, Random random) {
    long unit = Math.round(Math.pow(10, 9 - ((TimeType) type).precision()));
    long nanos = random.nextLong(LocalTime.MAX.toNanoOfDay());
    return LocalTime.ofNanoOfDay(nanos - nanos % unit);
  }
}
