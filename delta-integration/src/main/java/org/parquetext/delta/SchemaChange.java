package org.parquetext.delta;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.delta.DeltaColumnMapping;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Format;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.schema.ImplicitMetadataOperation$;
import org.apache.spark.sql.delta.skipping.clustering.ClusteredTableUtils;
import org.apache.spark.sql.delta.skipping.clustering.ClusteringColumn;
import org.apache.spark.sql.execution.datasources.PartitioningUtils;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.parquetext.spark.commit.TableSave;
import scala.Option;
import scala.collection.immutable.Seq;

/**
 * What a write does to the schema of a table, decided before any data is written as Delta's own
 * writer decides it ({@code ImplicitMetadataOperation}): it creates the table, adds columns,
 * replaces all columns, or fits the table as it is.
 */
final class SchemaChange {

  private static final String AUTO_MERGE = "spark.databricks.delta.schema.autoMerge.enabled";

  private final TableSave save;
  private final OptimisticTransaction txn;

  SchemaChange(TableSave save, OptimisticTransaction txn) {
    this.save = save;
    this.txn = txn;
  }

  /**
   * Changes the transaction's metadata as the write asks for it.
   *
   * @throws IllegalArgumentException when the rows do not fit the table and the write does not ask
   *     to change it
   */
  void apply() {
    refuseVoid(save.rows(), "");
    StructType rows = DeltaColumnMapping.dropColumnMappingMetadata(save.rows().asNullable());
    List<String> partitions = partitionColumns(rows);
    if (txn.readVersion() < 0) {
      create(rows, partitions);
      return;
    }
    checkProperties();
    if (save.options().overwriteSchema()) {
      replace(rows, partitions);
    } else {
      merge(rows, partitions);
    }
  }

  private void create(StructType rows, List<String> partitions) {
    validate(rows, partitions);
    Map<String, String> properties = new AskedProperties(save).ofNewTable();
    txn.updateMetadata(
        new Metadata(
            UUID.randomUUID().toString(),
            null,
            null,
            new Format("parquet", Scala.map(Map.of())),
            rows.json(),
            Scala.seq(partitions),
            Scala.map(properties),
            Scala.some(System.currentTimeMillis())),
        false);
  }

  private void replace(StructType rows, List<String> partitions) {
    validate(rows, partitions);
    Metadata table = txn.metadata();
    if (!rows.equals(table.schema()) || !partitions.equals(Scala.list(table.partitionColumns()))) {
      refuseClustered(partitions);
      txn.updateMetadataForTableOverwrite(changed(rows, partitions));
    }
  }

  /** The log would go on naming clustering columns that the table no longer has. */
  private void refuseClustered(List<String> partitions) {
    Option<Seq<ClusteringColumn>> clustering =
        ClusteredTableUtils.getClusteringColumnsOptional(txn.snapshot());
    if (clustering.isDefined() && !(clustering.get().isEmpty() && partitions.isEmpty())) {
      throw refusal(
          "it is clustered, and overwriteSchema would give it other columns or partitions. Use"
              + " mergeSchema=true to add columns, or format(\"delta\")");
    }
  }

  private void merge(StructType rows, List<String> partitions) {
    Metadata table = txn.metadata();
    List<String> own = Scala.list(table.partitionColumns());
    if (!partitions.isEmpty() && !same(own, partitions)) {
      throw refusal(
          "it is partitioned by %s, and the write by %s. Leave partitionBy out, or overwrite with"
                  .formatted(own, partitions)
              + " overwriteSchema=true");
    }
    StructType merged =
        ImplicitMetadataOperation$.MODULE$.mergeSchema(save.session(), txn, rows, false, false);
    if (merged.equals(table.schema())) {
      return;
    }
    refuseOtherTypes(table.schema(), merged, "");
    if (!mayMerge()) {
      throw refusal(
          "it has not the columns %s. Its columns are %s. Set mergeSchema=true to add them"
              .formatted(newColumns(table.schema(), merged, ""), table.schema().toDDL()));
    }
    txn.updateMetadata(changed(merged, own), false);
  }

  private boolean mayMerge() {
    return save.options()
        .mergeSchema()
        .orElseGet(() -> Boolean.parseBoolean(save.session().conf().get(AUTO_MERGE, "false")));
  }

  private Metadata changed(StructType schema, List<String> partitions) {
    Metadata table = txn.metadata();
    return new Metadata(
        table.id(),
        table.name(),
        table.description(),
        table.format(),
        schema.json(),
        Scala.seq(partitions),
        table.configuration(),
        table.createdTime());
  }

  private static boolean same(List<String> left, List<String> right) {
    boolean same = left.size() == right.size();
    for (int i = 0; same && i < left.size(); i++) {
      same = left.get(i).equalsIgnoreCase(right.get(i));
    }
    return same;
  }

  /** The columns of {@code partitionBy} as the rows name them. */
  private List<String> partitionColumns(StructType rows) {
    List<String> columns = new ArrayList<>();
    for (String name : save.partitionColumns()) {
      columns.add(
          List.of(rows.fieldNames()).stream()
              .filter(name::equalsIgnoreCase)
              .findFirst()
              .orElseThrow(
                  () -> refusal("the rows have no column `" + name + "` to partition them by")));
    }
    return columns;
  }

  private static void validate(StructType rows, List<String> partitions) {
    PartitioningUtils.validatePartitionColumn(rows, Scala.seq(partitions), false);
  }

  /** Files hold one type for a column, the table's; what widens it is not this write's to say. */
  private void refuseOtherTypes(DataType table, DataType merged, String column) {
    if (table instanceof StructType struct && merged instanceof StructType other) {
      for (StructField field : struct.fields()) {
        refuseOtherTypes(
            field.dataType(),
            other.fields()[other.fieldIndex(field.name())].dataType(),
            column + (column.isEmpty() ? "" : ".") + field.name());
      }
    } else if (table instanceof ArrayType array && merged instanceof ArrayType other) {
      refuseOtherTypes(array.elementType(), other.elementType(), column);
    } else if (table instanceof MapType map && merged instanceof MapType other) {
      refuseOtherTypes(map.keyType(), other.keyType(), column);
      refuseOtherTypes(map.valueType(), other.valueType(), column);
    } else if (!table.equals(merged)) {
      throw refusal(
          "its column `%s` is %s, and the rows have %s. Cast the column"
              .formatted(column, table.sql(), merged.sql()));
    }
  }

  private static List<String> newColumns(StructType table, StructType merged, String parent) {
    List<String> added = new ArrayList<>();
    for (StructField field : merged.fields()) {
      boolean isKnown = List.of(table.fieldNames()).contains(field.name());
      if (!isKnown) {
        added.add(parent + field.name());
      } else if (field.dataType() instanceof StructType struct
          && table.fields()[table.fieldIndex(field.name())].dataType() instanceof StructType own) {
        added.addAll(newColumns(own, struct, parent + field.name() + "."));
      }
    }
    return added;
  }

  /** A void column is not stored, and would have no type in the table. */
  private void refuseVoid(DataType type, String column) {
    if (type instanceof NullType) {
      throw refusal("column `" + column + "` is of type void. Cast it to the type that is meant");
    }
    if (type instanceof StructType struct) {
      for (StructField field : struct.fields()) {
        refuseVoid(field.dataType(), column + (column.isEmpty() ? "" : ".") + field.name());
      }
    } else if (type instanceof ArrayType array) {
      refuseVoid(array.elementType(), column);
    } else if (type instanceof MapType map) {
      refuseVoid(map.valueType(), column);
    }
  }

  /** They are set when a table is created, and would be ignored here. */
  private void checkProperties() {
    new AskedProperties(save)
        .missingIn(txn)
        .ifPresent(
            key -> {
              throw refusal(
                  "it exists, and a write does not change its property `%s`. Use ALTER TABLE"
                      .formatted(key));
            });
  }

  private IllegalArgumentException refusal(String reason) {
    return new IllegalArgumentException(
        "Cannot %s the Delta table %s: %s."
            .formatted(
                save.mode() == SaveMode.Overwrite ? "overwrite" : "write to", save.path(), reason));
  }
}
