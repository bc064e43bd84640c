package org.parquetext.delta;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.plans.logical.CTERelationRef;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.OneRowRelation;
import org.apache.spark.sql.catalyst.plans.logical.Range;
import org.apache.spark.sql.delta.catalog.DeltaTableV2;
import org.apache.spark.sql.delta.commands.cdc.CDCReader;
import org.apache.spark.sql.execution.datasources.FileIndex;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.parquetext.spark.commit.TableSave;

/**
 * Whether a query reads the table that its rows are written to, directly, through views, or in
 * subqueries. A plan does not show what rows were made of that are in it themselves, such as those
 * of a checkpoint, of an RDD, of the state of a stream, or of a batch in {@code foreachBatch}.
 *
 * <p>Where plain files are overwritten, it is enough to refuse what is seen to be read, as Spark
 * does. Here a commit is repeated only where nothing else can have been read, so that a leaf that
 * does not say what it reads counts, and stores are not told apart.
 */
final class TargetRead {

  private TargetRead() {}

  /** Whether the query is seen to read the table. */
  static boolean isIn(TableSave save) {
    return leaves(save).stream().anyMatch(leaf -> reads(leaf, save.path()));
  }

  /** Whether the query is seen to read other things only. */
  static boolean isRuledOut(TableSave save) {
    return leaves(save).stream()
        .allMatch(leaf -> saysWhatItReads(leaf) && !reads(leaf, save.path()));
  }

  private static List<LogicalPlan> leaves(TableSave save) {
    List<LogicalPlan> leaves = new ArrayList<>();
    Deque<LogicalPlan> plans = new ArrayDeque<>();
    plans.add(save.query());
    while (!plans.isEmpty()) {
      LogicalPlan plan = plans.remove();
      if (plan.children().isEmpty()) {
        leaves.add(plan);
      }
      plans.addAll(Scala.list(plan.children()));
      plans.addAll(Scala.list(plan.subqueries()));
    }
    return leaves;
  }

  /** What is defined within the plan is found at its definition. */
  private static boolean saysWhatItReads(LogicalPlan plan) {
    return plan instanceof Range
        || plan instanceof OneRowRelation
        || plan instanceof CTERelationRef
        || plan instanceof LogicalRelation relation
            && relation.relation() instanceof HadoopFsRelation
        || plan instanceof DataSourceV2Relation relation
            && relation.table() instanceof DeltaTableV2;
  }

  private static boolean reads(LogicalPlan plan, Path table) {
    if (plan instanceof LogicalRelation relation
        && relation.relation() instanceof CDCReader.DeltaCDFRelation changes) {
      return isBelow(changes.snapshotWithSchemaMode().snapshot().deltaLog().dataPath(), table);
    }
    if (plan instanceof LogicalRelation relation
        && relation.relation() instanceof HadoopFsRelation files) {
      return mayList(files.location(), table);
    }
    return plan instanceof DataSourceV2Relation relation
        && relation.table() instanceof DeltaTableV2 delta
        && isBelow(delta.deltaLog().dataPath(), table);
  }

  /** From a directory above the table, its files may be listed too. */
  private static boolean mayList(FileIndex files, Path table) {
    return Scala.list(files.rootPaths()).stream()
        .anyMatch(root -> isBelow(root, table) || isBelow(table, root));
  }

  /** Schemes may be left out. */
  private static boolean isBelow(Path inner, Path outer) {
    String below = Path.getPathWithoutSchemeAndAuthority(inner).toString();
    String above = Path.getPathWithoutSchemeAndAuthority(outer).toString();
    return below.equals(above) || below.startsWith(above.endsWith("/") ? above : above + "/");
  }
}
