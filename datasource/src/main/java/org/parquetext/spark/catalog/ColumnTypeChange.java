package org.parquetext.spark.catalog;

import org.apache.spark.sql.catalyst.analysis.ResolvedFieldName;
import org.apache.spark.sql.catalyst.plans.logical.AlterColumnSpec;
import org.apache.spark.sql.catalyst.plans.logical.AlterColumns;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.StringType;
import org.parquetext.spark.guard.Refusals;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Another type of a column in {@code ALTER TABLE}. The files that are there keep the old one, and
 * Spark reads them by the new one: the same values come out of integers, floating-point numbers and
 * decimals that grow, and others out of timestamps with and without a time zone, for one, which
 * Spark also lets pass.
 */
final class ColumnTypeChange {

  private ColumnTypeChange() {}

  /** Refuses what would show other values, or none, of the rows that are there. */
  static void check(String table, AlterColumns command) {
    for (AlterColumnSpec change : CollectionConverters.asJava(command.specs())) {
      if (change.newDataType().isDefined()
          && change.column() instanceof ResolvedFieldName column
          && !keepsValues(column.field().dataType(), change.newDataType().get())) {
        throw Refusals.alteredType(
            table,
            String.join(".", CollectionConverters.asJava(column.name())),
            column.field().dataType(),
            change.newDataType().get());
      }
    }
  }

  private static boolean keepsValues(DataType from, DataType to) {
    if (from instanceof IntegralType && to instanceof IntegralType) {
      return to.defaultSize() >= from.defaultSize();
    }
    if (from instanceof DecimalType old && to instanceof DecimalType wider) {
      return wider.scale() >= old.scale()
          && wider.precision() - wider.scale() >= old.precision() - old.scale();
    }
    return from.equals(to)
        || from instanceof FloatType && to instanceof DoubleType
        || isText(from) && isText(to);
  }

  /** Lengths are those of the writes to come. */
  private static boolean isText(DataType type) {
    return type instanceof StringType || type.typeName().matches("(var)?char.*");
  }
}
