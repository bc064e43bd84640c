package org.parquetext.delta;

import io.delta.kernel.expressions.Literal;
import io.delta.kernel.expressions.Predicate;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * A comparison of a column of {@link HardRows} with a value that some row has.
 *
 * @param inSpark as Spark writes it
 * @param inKernel as Delta Kernel writes it
 */
record Condition(Column inSpark, Predicate inKernel) {

  private static final LocalDate FIRST_DAY_LEFT_OUT = LocalDate.of(1582, 10, 5);

  private static final String[][] COLUMNS = {
    {"ints"},
    {"longs"},
    {"floats"},
    {"doubles"},
    {"large"},
    {"days"},
    {"times"},
    {"local"},
    {"text"},
    {"inner", "n"},
    {"inner", "text"},
    {"inner", "deep", "d"},
    {"list"},
    {"inner", "items"}
  };

  static Condition on(Row row, Random random) {
    String[] path = COLUMNS[random.nextInt(COLUMNS.length)];
    Column column = functions.col(String.join(".", path));
    io.delta.kernel.expressions.Column name = new io.delta.kernel.expressions.Column(path);
    Object value = value(row, path);
    if (value == null || value instanceof scala.collection.Seq || isOtherInKernel(value)) {
      return random.nextBoolean()
          ? new Condition(column.isNull(), new Predicate("IS_NULL", name))
          : new Condition(column.isNotNull(), new Predicate("IS_NOT_NULL", name));
    }
    Column spark = functions.lit(value);
    Literal kernel = literal(value);
    return switch (random.nextInt(5)) {
      case 0 -> new Condition(column.equalTo(spark), new Predicate("=", name, kernel));
      case 1 -> new Condition(column.lt(spark), new Predicate("<", name, kernel));
      case 2 -> new Condition(column.leq(spark), new Predicate("<=", name, kernel));
      case 3 -> new Condition(column.gt(spark), new Predicate(">", name, kernel));
      default -> new Condition(column.geq(spark), new Predicate(">=", name, kernel));
    };
  }

  /**
   * Kernel takes -0.0 for less than 0.0, unlike Spark, and reads the dates of statistics as {@code
   * java.sql.Date}, whoever has written them: days that its calendar leaves out are ten days later
   * there ({@code DefaultJsonRow}), and files are skipped that begin with them.
   */
  private static boolean isOtherInKernel(Object value) {
    if (value instanceof LocalDate day) {
      return !day.isBefore(FIRST_DAY_LEFT_OUT) && day.isBefore(FIRST_DAY_LEFT_OUT.plusDays(20));
    }
    return value instanceof Number number
        && !(value instanceof BigDecimal)
        && number.doubleValue() == 0;
  }

  private static Object value(Row row, String[] path) {
    Row struct = row;
    for (String name : IntStream.range(0, path.length - 1).mapToObj(i -> path[i]).toList()) {
      struct = struct == null ? null : struct.getAs(name);
    }
    return struct == null ? null : struct.getAs(path[path.length - 1]);
  }

  private static Literal literal(Object value) {
    if (value instanceof Integer number) {
      return Literal.ofInt(number);
    } else if (value instanceof Long number) {
      return Literal.ofLong(number);
    } else if (value instanceof Float number) {
      return Literal.ofFloat(number);
    } else if (value instanceof Double number) {
      return Literal.ofDouble(number);
    } else if (value instanceof BigDecimal number) {
      return Literal.ofDecimal(number, 38, 37);
    } else if (value instanceof LocalDate day) {
      return Literal.ofDate((int) day.toEpochDay());
    } else if (value instanceof Instant time) {
      return Literal.ofTimestamp(micros(time));
    } else if (value instanceof LocalDateTime time) {
      return Literal.ofTimestampNtz(micros(time.toInstant(ZoneOffset.UTC)));
    }
    return Literal.ofString((String) value);
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
  }
}
