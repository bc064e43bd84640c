package org.parquetext.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.errors.QueryCompilationErrors;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import scala.jdk.javaapi.CollectionConverters;

/** The paths of files that a query reads. */
final class ReadPaths {

  private final List<Path> paths = new ArrayList<>();

  private ReadPaths() {}

  /** Those of tables of this source and of Spark's own file sources. */
  static ReadPaths of(LogicalPlan query) {
    ReadPaths read = ofOwnTables(query);
    PlanNodes.forEach(
        query,
        node -> {
          if (node instanceof LogicalRelation relation
              && relation.relation() instanceof HadoopFsRelation files) {
            read.paths.addAll(CollectionConverters.asJava(files.location().rootPaths()));
          }
        });
    return read;
  }

  /** Those of tables of this source. */
  static ReadPaths ofOwnTables(LogicalPlan query) {
    ReadPaths read = new ReadPaths();
    PlanNodes.forEach(
        query,
        node -> {
          if (node instanceof DataSourceV2Relation relation
              && relation.table() instanceof SessionTable table) {
            read.paths.add(table.definition().path());
          }
        });
    return read;
  }

  private boolean meet(Path path) {
    return paths.stream().anyMatch(read -> isWithin(read, path) || isWithin(path, read));
  }

  private static boolean isWithin(Path inner, Path outer) {
    String below = location(inner);
    String above = location(outer);
    return below.equals(above) || below.startsWith(above.endsWith("/") ? above : above + "/");
  }

  /** Without scheme and authority, which may be left out: too much is refused rather than lost. */
  private static String location(Path path) {
    return new Path(path.toString()).toUri().getPath();
  }

  /**
   * Refuses to overwrite what is read, as Spark does where it notices.
   *
   * @throws org.apache.spark.sql.AnalysisException naming the path
   */
  void refuseOverwriting(Path path) {
    if (meet(path)) {
      throw raised(QueryCompilationErrors.cannotOverwritePathBeingReadFromError(path.toString()));
    }
  }

  /** Spark's factories return its checked exceptions as {@code Throwable}. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> RuntimeException raised(Throwable error) throws E {
    throw (E) error;
  }
}
