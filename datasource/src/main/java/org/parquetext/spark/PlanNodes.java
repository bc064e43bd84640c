package org.parquetext.spark;

import java.util.function.Consumer;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.datasources.InsertIntoHadoopFsRelationCommand;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/** Looking at Spark's plans. */
final class PlanNodes {

  private PlanNodes() {}

  /** Every node of a plan, also of its subqueries. */
  static void forEach(LogicalPlan plan, Consumer<LogicalPlan> look) {
    plan.foreachWithSubqueries(
        new AbstractFunction1<>() {
          @Override
          public BoxedUnit apply(LogicalPlan node) {
            look.accept(node);
            return BoxedUnit.UNIT;
          }
        });
  }

  /** The columns that a command of Spark's writes into files. */
  static StructType dataSchema(InsertIntoHadoopFsRelationCommand insert) {
    var output = CollectionConverters.asJava(insert.outputColumns());
    var partitions = CollectionConverters.asJava(insert.partitionColumns());
    return new StructType(
        output.stream()
            .filter(column -> partitions.stream().noneMatch(other -> same(column, other)))
            .map(
                column ->
                    new StructField(
                        column.name(), column.dataType(), column.nullable(), column.metadata()))
            .toArray(StructField[]::new));
  }

  private static boolean same(Attribute one, Attribute other) {
    return one.exprId().equals(other.exprId());
  }
}
