package org.parquetext.delta;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaColumnMapping;
import org.apache.spark.sql.delta.NoMapping$;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.schema.SchemaMergingUtils;
import org.apache.spark.sql.delta.sources.DeltaSQLConf;
import org.apache.spark.sql.delta.stats.DeltaStatsColumnSpec;
import org.apache.spark.sql.delta.stats.SkippingEligibleDataType$;
import org.apache.spark.sql.delta.stats.StatisticsCollection;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VariantType;

/**
 * The columns of a Delta table whose statistics its log has of each file: those that {@code
 * delta.dataSkippingStatsColumns} names, else as many as {@code delta.dataSkippingNumIndexedCols}
 * says, in the table's order without partition columns, or none where {@code
 * spark.databricks.delta.stats.collect} is off. Delta's own rule is asked ({@code
 * StatisticsCollection}); it keeps the columns of a clustering among them. Immutable.
 *
 * <p>Leaves are numbered from 0 in the order of the schema, a list or map being one.
 */
final class IndexedColumns {

  private final StructType schema;
  private final List<Leaf> leaves = new ArrayList<>();

  private IndexedColumns(StructType schema) {
    this.schema = schema;
    number(schema, List.of());
  }

  /** All columns of a schema. */
  static IndexedColumns all(StructType schema) {
    return new IndexedColumns(schema);
  }

  /**
   * The columns of a table as a write finds or makes it.
   *
   * @param files the columns of the rows by the names that they have in the files
   */
  static IndexedColumns of(SparkSession session, Metadata metadata, StructType files) {
    if (!(boolean) session.sessionState().conf().getConf(DeltaSQLConf.DELTA_COLLECT_STATS())) {
      return new IndexedColumns(new StructType());
    }
    DeltaStatsColumnSpec columns = StatisticsCollection.configuredDeltaStatsColumnSpec(metadata);
    StructType data = withoutPartitions(metadata, files);
    return new IndexedColumns(
        StatisticsCollection.getIndexedColumns(
            SchemaMergingUtils.explodeNestedFieldNames(data),
            columns,
            columns.numIndexedColsOpt().isDefined()
                ? candidates(session, metadata, data)
                : metadata.schema(),
            metadata.columnMappingMode()));
  }

  private static StructType withoutPartitions(Metadata metadata, StructType files) {
    List<String> partitions = List.of(metadata.physicalPartitionSchema().fieldNames());
    return new StructType(
        Stream.of(files.fields())
            .filter(field -> !partitions.contains(field.name()))
            .toArray(StructField[]::new));
  }

  /** Of which the first are taken, by their names in the files. */
  private static StructType candidates(SparkSession session, Metadata metadata, StructType files) {
    boolean ofTable =
        (boolean)
            session
                .sessionState()
                .conf()
                .getConf(DeltaSQLConf.DELTA_COLLECT_STATS_USING_TABLE_SCHEMA());
    if (!ofTable) {
      return files;
    }
    return metadata.columnMappingMode().equals(NoMapping$.MODULE$)
        ? metadata.dataSchema()
        : DeltaColumnMapping.renameColumns(metadata.dataSchema());
  }

  private void number(StructType struct, List<String> path) {
    for (StructField field : struct.fields()) {
      List<String> own = new ArrayList<>(path);
      own.add(field.name());
      if (field.dataType() instanceof StructType inner) {
        number(inner, own);
      } else {
        leaves.add(new Leaf(List.copyOf(own), field.dataType()));
      }
    }
  }

  /** The indexed columns as a schema, in the order of their numbers. */
  StructType schema() {
    return schema;
  }

  /** The leaves, by their numbers. */
  List<Leaf> leaves() {
    return List.copyOf(leaves);
  }

  /**
   * A column that statistics are of.
   *
   * @param path the names of its structs and its own, in the files
   */
  record Leaf(List<String> path, DataType type) {

    /** Whether it has a minimum and a maximum. Those of variants are nobody's duty. */
    boolean isBounded() {
      return SkippingEligibleDataType$.MODULE$.apply(type) && !(type instanceof VariantType);
    }
  }
}
