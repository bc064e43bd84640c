package org.parquetext.spark.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.UnionExec;
import org.apache.spark.sql.execution.adaptive.TableCacheQueryStageExec;
import org.apache.spark.sql.execution.columnar.DefaultCachedBatchSerializer;
import org.apache.spark.sql.execution.columnar.InMemoryTableScanExec;
import org.apache.spark.sql.execution.datasources.v2.BatchScanExec;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The columnar queries whose vectors anybody can read: scans of files and of other sources, cached
 * tables as Spark itself keeps them, and unions of these. Told by their very classes, since what
 * other extensions put in their place gives vectors that only their own nodes can read.
 */
final class KnownBatches {

  private KnownBatches() {}

  /** What gives the batches of a query; empty where that may be somebody else's. */
  static Optional<SparkPlan> of(SparkPlan query) {
    Class<?> kind = query.getClass();
    if (kind == FileSourceScanExec.class || kind == BatchScanExec.class) {
      return Optional.of(query);
    }
    if (kind == UnionExec.class) {
      return ofUnion(query);
    }
    return isCache(query) ? Optional.of(new CachedBatchesExec(query)) : Optional.empty();
  }

  private static Optional<SparkPlan> ofUnion(SparkPlan union) {
    List<SparkPlan> inputs = new ArrayList<>();
    for (SparkPlan child : CollectionConverters.asJava(union.children())) {
      of(child).ifPresent(inputs::add);
    }
    return inputs.size() == union.children().size()
        ? Optional.of(union.withNewChildren(CollectionConverters.asScala(inputs).toSeq()))
        : Optional.empty();
  }

  private static boolean isCache(SparkPlan query) {
    if (query instanceof TableCacheQueryStageExec stage) {
      return isCache(stage.plan());
    }
    return query.getClass() == InMemoryTableScanExec.class
        && ((InMemoryTableScanExec) query).relation().cacheBuilder().serializer().getClass()
            == DefaultCachedBatchSerializer.class;
  }
}
