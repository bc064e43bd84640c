package org.parquetext.delta;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.delta.catalog.DeltaTableV2;
import org.apache.spark.sql.execution.datasources.FileIndex;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.parquetext.spark.commit.TableSave;

/**
 * Whether a query reads the table that its rows are written to, directly, through views, or in
 * subqueries. What it was made of before, such as a checkpoint, a plan does not show.
 */
final class TargetRead {

  private TargetRead() {}

  static boolean isIn(TableSave save) {
    Deque<LogicalPlan> plans = new ArrayDeque<>();
    plans.add(save.query());
    while (!plans.isEmpty()) {
      LogicalPlan plan = plans.remove();
      if (reads(plan, save.path())) {
        return true;
      }
      plans.addAll(Scala.list(plan.children()));
      plans.addAll(Scala.list(plan.subqueries()));
    }
    return false;
  }

  private static boolean reads(LogicalPlan plan, Path table) {
    if (plan instanceof LogicalRelation relation
        && relation.relation() instanceof HadoopFsRelation files) {
      return isBelow(files.location(), table);
    }
    return plan instanceof DataSourceV2Relation relation
        && relation.table() instanceof DeltaTableV2 delta
        && isBelow(delta.deltaLog().dataPath(), table);
  }

  private static boolean isBelow(FileIndex files, Path table) {
    return Scala.list(files.rootPaths()).stream().anyMatch(root -> isBelow(root, table));
  }

  /** Schemes may be left out. */
  private static boolean isBelow(Path root, Path table) {
    String own = Path.getPathWithoutSchemeAndAuthority(table).toString();
    String read = Path.getPathWithoutSchemeAndAuthority(root).toString();
    return read.equals(own) || read.startsWith(own + "/");
  }
}
