package org.parquetext.spark.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.catalyst.catalog.HiveTableRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.errors.QueryCompilationErrors;
import org.apache.spark.sql.execution.datasources.FileIndex;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.execution.datasources.v2.FileTable;
import org.parquetext.spark.commit.Failures;
import org.parquetext.spark.commit.FileLocation;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/** The paths of files that a query reads. */
final class ReadPaths {

  private final List<Path> paths = new ArrayList<>();
  private final List<Path> pathsOfOthers = new ArrayList<>();

  private ReadPaths() {}

  /**
   * Those of tables of this source, of Spark's own file sources, of Hive, and of other sources that
   * keep files where the catalog has their tables.
   */
  static ReadPaths of(LogicalPlan query) {
    ReadPaths read = ofOwnTables(query);
    PlanNodes.forEach(
        query,
        node -> {
          if (node instanceof LogicalRelation relation) {
            read.add(relation);
          } else if (node instanceof HiveTableRelation relation) {
            location(relation.tableMeta()).ifPresent(read.paths::add);
          } else if (node instanceof DataSourceV2Relation relation
              && relation.table() instanceof FileTable files) {
            read.add(files.fileIndex());
          }
        });
    return read;
  }

  private void add(LogicalRelation relation) {
    if (relation.relation() instanceof HadoopFsRelation files) {
      add(files.location());
    } else {
      OptionConverters.toJava(relation.catalogTable())
          .flatMap(ReadPaths::location)
          .ifPresent(pathsOfOthers::add);
    }
  }

  private void add(FileIndex files) {
    paths.addAll(CollectionConverters.asJava(files.rootPaths()));
  }

  private static Optional<Path> location(CatalogTable table) {
    return OptionConverters.toJava(table.storage().locationUri()).map(Path::new);
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
    return paths.stream().anyMatch(read -> meet(read, path, conf))
        || pathsOfOthers.stream()
            .filter(read -> meet(read, path, conf))
            // One that keeps its rows elsewhere, such as in a database, has an empty directory.
            .anyMatch(read -> !new TablePlace(read, conf).children().isEmpty());
  }

  private static boolean meet(Path read, Path written, Configuration conf) {
    return FileLocation.of(written, conf).meets(FileLocation.of(read, conf));
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
