package org.parquetext.spark.catalog;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.catalyst.catalog.HiveTableRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.errors.QueryCompilationErrors;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.parquetext.spark.commit.Failures;
import org.parquetext.spark.commit.FileLocation;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/** The paths of files that a query reads. */
final class ReadPaths {

  private final List<Path> paths = new ArrayList<>();

  private ReadPaths() {}

  /** Those of tables of this source, of Spark's own file sources, and of Hive. */
  static ReadPaths of(LogicalPlan query) {
    ReadPaths read = ofOwnTables(query);
    PlanNodes.forEach(
        query,
        node -> {
          if (node instanceof LogicalRelation relation
              && relation.relation() instanceof HadoopFsRelation files) {
            read.paths.addAll(CollectionConverters.asJava(files.location().rootPaths()));
          } else if (node instanceof HiveTableRelation relation) {
            read.add(relation.tableMeta());
          }
        });
    return read;
  }

  private void add(CatalogTable table) {
    OptionConverters.toJava(table.storage().locationUri()).map(Path::new).ifPresent(paths::add);
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

  private boolean meet(Path path, Configuration conf) {
    FileLocation written = FileLocation.of(path, conf);
    return paths.stream().map(read -> FileLocation.of(read, conf)).anyMatch(written::meets);
  }

  /**
   * Refuses to overwrite what is read, as Spark does where it notices.
   *
   * @throws org.apache.spark.sql.AnalysisException naming the path
   */
  void refuseOverwriting(Path path, Configuration conf) {
    if (meet(path, conf)) {
      throw Failures.raised(
          QueryCompilationErrors.cannotOverwritePathBeingReadFromError(path.toString()));
    }
  }
}
