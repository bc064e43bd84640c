package org.parquetext.delta;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.delta.DeltaColumnMapping;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.parquetext.spark.commit.TableLayout;
import org.parquetext.spark.commit.TableSave;

/**
 * How the columns of the rows lie in the files of a table: in the order of the rows, by the names
 * that the table has for them, or maps them to, and all of them nullable, as Delta writes them.
 */
final class TableColumns {

  private static final String PARTITIONS_IN_FILES = "delta.writePartitionColumnsToParquet";
  private static final String PARTITIONS_IN_FILES_FEATURE = "materializePartitionColumns";

  private final TableSave save;
  private final OptimisticTransaction txn;
  private final Metadata metadata;

  TableColumns(TableSave save, OptimisticTransaction txn) {
    this.save = save;
    this.txn = txn;
    this.metadata = txn.metadata();
  }

  /**
   * Of a transaction whose metadata is that of the table after the write.
   *
   * @param condition which the rows' partitions must meet
   */
  TableLayout layout(Optional<PartitionCondition> condition) {
    StructType named = (StructType) named(save.rows(), metadata.schema());
    StructType files =
        DeltaColumnMapping.createPhysicalSchema(
            named, metadata.schema(), metadata.columnMappingMode(), true);
    List<Integer> partitions = partitionOrdinals();
    List<String> names = partitions.stream().map(i -> save.rows().fieldNames()[i]).toList();
    if (partitions.size() == files.length()) {
      throw new IllegalArgumentException(
          "Cannot write to the Delta table %s: all columns of the rows are partition columns, %s."
                  .formatted(save.path(), names)
              + " Add another column.");
    }
    return new TableLayout(
        files,
        names,
        PartitionText.of(save.rows(), partitions),
        arePartitionsInFiles(),
        FileOptions.of(Scala.map(metadata.configuration())),
        RowConstraints.of(save, metadata, named, partitions, condition));
  }

  private List<Integer> partitionOrdinals() {
    List<Integer> ordinals = new ArrayList<>();
    for (String column : Scala.list(metadata.partitionColumns())) {
      ordinals.add(ordinal(save.rows(), column, save.path()));
    }
    return ordinals;
  }

  private static int ordinal(StructType rows, String column, Path table) {
    String[] names = rows.fieldNames();
    for (int i = 0; i < names.length; i++) {
      if (names[i].equalsIgnoreCase(column)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        ("Cannot write to the Delta table %s: the rows do not have its partition column `%s`. Their"
                + " columns are %s.")
            .formatted(table, column, List.of(names)));
  }

  /** As delta-spark decides it. */
  private boolean arePartitionsInFiles() {
    Map<String, String> properties = Scala.map(metadata.configuration());
    return txn.protocol().readerAndWriterFeatureNames().contains(PARTITIONS_IN_FILES_FEATURE)
        || Boolean.parseBoolean(properties.getOrDefault(PARTITIONS_IN_FILES, "true"));
  }

  /** The type of the rows with the table's names, nullable throughout, without metadata. */
  private static DataType named(DataType rows, DataType table) {
    if (rows instanceof StructType struct && table instanceof StructType named) {
      List<StructField> fields = new ArrayList<>();
      for (StructField field : struct.fields()) {
        StructField known = field(named, field.name());
        fields.add(
            new StructField(
                known.name(),
                named(field.dataType(), known.dataType()),
                true,
                org.apache.spark.sql.types.Metadata.empty()));
      }
      return new StructType(fields.toArray(StructField[]::new));
    }
    if (rows instanceof ArrayType array && table instanceof ArrayType named) {
      return new ArrayType(named(array.elementType(), named.elementType()), true);
    }
    if (rows instanceof MapType map && table instanceof MapType named) {
      return new MapType(
          named(map.keyType(), named.keyType()), named(map.valueType(), named.valueType()), true);
    }
    return rows;
  }

  private static StructField field(StructType table, String name) {
    for (StructField field : table.fields()) {
      if (field.name().equalsIgnoreCase(name)) {
        return field;
      }
    }
    throw new IllegalStateException("The table has no column `" + name + "`");
  }
}
