package org.parquetext.spark.catalog;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.UnresolvedIdentifier;
import org.apache.spark.sql.catalyst.catalog.BucketSpec;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.catalyst.catalog.CatalogUtils;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.CreateTableAsSelect;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ReplaceTableAsSelect;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedTableSpec;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.FieldReference;
import org.apache.spark.sql.connector.expressions.IdentityTransform;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.execution.datasources.CreateTable;
import org.apache.spark.sql.execution.datasources.DataSource;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/**
 * Makes the table that {@code saveAsTable} puts in the place of one of another source as Spark
 * makes any other table of this source. Left alone, Spark goes by the table that is there: if that
 * is a V1 table it has the source fill the new one without telling it the partitions, which is
 * refused. Spark 4.0 drops the old table before there is a plan to look at; then nothing but the
 * new one is left to make.
 */
public final class SavedTable extends Rule<LogicalPlan> {

  private static final String LIKE_ANY = "CREATE TABLE t USING `parquet-ext` AS SELECT 1";

  private final SparkSession session;

  public SavedTable(SparkSession session) {
    this.session = session;
  }

  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    if (V1Save.isSaveAsTable(plan)) {
      V1Save save = V1Save.of(plan);
      return save.mode() == SaveMode.Overwrite && isOurs(save.table()) ? replacement(save) : plan;
    }
    if (plan instanceof CreateTable create && create.query().isDefined()) {
      V1Save save = new V1Save(create.tableDesc(), create.mode(), create.query().get());
      return isOurs(save.table()) && !exists(save.table()) ? creation(save) : plan;
    }
    return plan;
  }

  /** Whether Spark would make it as one of this source, if nothing were in the way. */
  private boolean isOurs(CatalogTable table) {
    return V1Save.isOwn(table)
        && !CatalogEntry.isForeignCatalog(session)
        && DataSource.lookupDataSourceV2(table.provider().get(), session.sessionState().conf())
            .isDefined();
  }

  private boolean exists(CatalogTable table) {
    return CatalogEntry.of(session, table.identifier()).exists();
  }

  private LogicalPlan creation(V1Save save) {
    // Spark 4.0 would load the table that it has just dropped, as long as it has it cached.
    session.sessionState().catalog().invalidateCachedTable(save.table().identifier());
    if (save.mode() == SaveMode.Overwrite) {
      return replacement(save);
    }
    return new CreateTableAsSelect(
        identifier(save.table()),
        partitioning(save.table()),
        save.query(),
        specification(save.table()),
        save.table().storage().properties(),
        save.mode() == SaveMode.Ignore,
        false);
  }

  private LogicalPlan replacement(V1Save save) {
    return new ReplaceTableAsSelect(
        identifier(save.table()),
        partitioning(save.table()),
        save.query(),
        specification(save.table()),
        save.table().storage().properties(),
        true,
        false);
  }

  private UnresolvedIdentifier identifier(CatalogTable table) {
    return new UnresolvedIdentifier(
        session.sessionState().catalog().qualifyIdentifier(table.identifier()).nameParts(), false);
  }

  /** Buckets and clusters too, so that they are refused as everywhere. */
  private static Seq<Transform> partitioning(CatalogTable table) {
    List<Transform> transforms = new ArrayList<>();
    for (String column : CollectionConverters.asJava(table.partitionColumnNames())) {
      transforms.add(new IdentityTransform(FieldReference.column(column)));
    }
    OptionConverters.toJava(table.bucketSpec()).map(SavedTable::buckets).ifPresent(transforms::add);
    if (table.clusterBySpec().isDefined()) {
      transforms.add(Expressions.apply("cluster_by"));
    }
    return CollectionConverters.asScala(transforms).toSeq();
  }

  private static Transform buckets(BucketSpec buckets) {
    return Expressions.bucket(
        buckets.numBuckets(),
        CollectionConverters.asJava(buckets.bucketColumnNames()).toArray(String[]::new));
  }

  private UnresolvedTableSpec specification(CatalogTable table) {
    UnresolvedTableSpec any = (UnresolvedTableSpec) likeAny().tableSpec();
    UnresolvedTableSpec placed =
        CaseCopy.of(any, "location", table.storage().locationUri().map(CatalogUtils::URIToString));
    return CaseCopy.of(placed, "comment", table.storage().properties().get("comment"));
  }

  private CreateTableAsSelect likeAny() {
    try {
      return (CreateTableAsSelect) session.sessionState().sqlParser().parsePlan(LIKE_ANY);
    } catch (ParseException e) {
      throw new IllegalStateException("Spark does not parse " + LIKE_ANY, e);
    }
  }
}
