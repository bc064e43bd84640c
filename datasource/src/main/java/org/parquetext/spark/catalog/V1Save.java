package org.parquetext.spark.catalog;

import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.jdk.javaapi.OptionConverters;

/**
 * A table of the session catalog that is to be filled by Spark's commands for V1 tables.
 *
 * @param table as it is to be
 * @param query whose rows it gets
 */
record V1Save(CatalogTable table, SaveMode mode, LogicalPlan query) {

  /** What {@code saveAsTable} plans where a V1 table of the session catalog exists; since 4.1. */
  private static final String SAVE_AS_TABLE =
      "org.apache.spark.sql.execution.command.SaveAsV1TableCommand";

  /** By name, since the class must not be linked where it does not exist. */
  static boolean isSaveAsTable(LogicalPlan plan) {
    return plan.getClass().getName().equals(SAVE_AS_TABLE);
  }

  /** What such a command is to save. */
  static V1Save of(LogicalPlan saveAsTable) {
    return new V1Save(
        (CatalogTable) saveAsTable.productElement(0),
        (SaveMode) saveAsTable.productElement(1),
        (LogicalPlan) saveAsTable.productElement(2));
  }

  /** Whether a table is, or would be, one of this source. */
  static boolean isOwn(CatalogTable table) {
    return OptionConverters.toJava(table.provider()).filter(SourceName::isOf).isPresent();
  }
}
