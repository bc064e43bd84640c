package org.parquetext.spark.conf;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.FileSourceMetadataAttribute$;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.OctetLength;
import org.apache.spark.sql.execution.datasources.PartitioningUtils;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.SchemaUtils;
import org.parquetext.spark.arrow.SparkArrowSchema;
import scala.jdk.javaapi.CollectionConverters;

/** The columns of the rows: which make the partition directories, which go into the files. */
public final class WriteColumns implements Serializable {

  private static final long serialVersionUID = 1L;

  private final StructType rows;
  private final ArrayList<String> partitionNames;
  private final int[] partitionOrdinals;
  private final int[] dataOrdinals;

  private WriteColumns(StructType rows, List<String> partitionNames, int[] partitionOrdinals) {
    this.rows = rows;
    this.partitionNames = new ArrayList<>(partitionNames);
    this.partitionOrdinals = partitionOrdinals;
    this.dataOrdinals =
        IntStream.range(0, rows.length())
            .filter(ordinal -> IntStream.of(partitionOrdinals).noneMatch(p -> p == ordinal))
            .toArray();
  }

  /**
   * Checks the columns as Spark checks those of a file source.
   *
   * @throws IllegalArgumentException when there is no column or one without a name; Spark's own
   *     errors for duplicate columns and partition columns that cannot be; a column whose type
   *     cannot be written is refused naming both
   */
  public static WriteColumns of(
      StructType rows, List<String> partitionColumns, boolean caseSensitive) {
    checkNames(rows, caseSensitive);
    PartitioningUtils.validatePartitionColumn(
        rows, CollectionConverters.asScala(partitionColumns).toSeq(), caseSensitive);
    int[] ordinals =
        partitionColumns.stream().mapToInt(name -> ordinal(rows, name, caseSensitive)).toArray();
    WriteColumns columns = new WriteColumns(withoutInternals(rows), partitionColumns, ordinals);
    SparkArrowSchema.of(columns.data());
    return columns;
  }

  /**
   * As the built-in writer has them: without what Spark notes about columns that it made itself.
   */
  private static StructType withoutInternals(StructType rows) {
    return new StructType(
        Stream.of(rows.fields())
            .map(FileSourceMetadataAttribute$.MODULE$::cleanupFileSourceMetadataInformation)
            .toArray(StructField[]::new));
  }

  private static void checkNames(StructType rows, boolean caseSensitive) {
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot write a Parquet file without columns: the DataFrame has none. Select one.");
    }
    String[] names = rows.fieldNames();
    for (int i = 0; i < names.length; i++) {
      if (names[i].isEmpty()) {
        throw new IllegalArgumentException(
            "Cannot write column %d of %d: its name is empty. Give it one."
                .formatted(i + 1, names.length));
      }
    }
    SchemaUtils.checkColumnNameDuplication(
        CollectionConverters.asScala(List.of(names)).toSeq(), caseSensitive);
  }

  private static int ordinal(StructType rows, String name, boolean caseSensitive) {
    String[] names = rows.fieldNames();
    for (int i = 0; i < names.length; i++) {
      if (caseSensitive ? names[i].equals(name) : names[i].equalsIgnoreCase(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("Cannot find partition column `" + name + "`");
  }

  /**
   * The same columns with other types and nullabilities: those that the optimizer has found out, or
   * those of shredded variants.
   */
  public WriteColumns withTypesOf(StructType other) {
    StructField[] fields = rows.fields().clone();
    for (int i = 0; i < fields.length; i++) {
      StructField field = fields[i];
      fields[i] =
          new StructField(
              field.name(),
              other.fields()[i].dataType(),
              other.fields()[i].nullable(),
              field.metadata());
    }
    return new WriteColumns(new StructType(fields), partitionNames, partitionOrdinals);
  }

  /** All columns, as the rows have them. */
  public StructType rows() {
    return rows;
  }

  /** The columns of the files, in the order of the rows. */
  public StructType data() {
    return new StructType(
        IntStream.of(dataOrdinals).mapToObj(i -> rows.fields()[i]).toArray(StructField[]::new));
  }

  /** Where the columns of the files stand in a row. */
  public int[] dataOrdinals() {
    return dataOrdinals.clone();
  }

  /** Whether there are partition directories. */
  public boolean isPartitioned() {
    return partitionOrdinals.length > 0;
  }

  /** The partition columns as the write names them, outermost first. */
  public List<String> partitionNames() {
    return partitionNames;
  }

  /** Where the partition columns stand in a row. */
  public int[] partitionOrdinals() {
    return partitionOrdinals.clone();
  }

  /** Whether null and empty, which share a directory, are two values of a partition column. */
  public boolean hasNullableStringPartition() {
    return IntStream.of(partitionOrdinals)
        .mapToObj(ordinal -> rows.fields()[ordinal])
        .anyMatch(WriteColumns::isNullableString);
  }

  /**
   * Expressions that take the values of the partition columns from a row. An empty text, which
   * shares its directory with null, is null where there may be both.
   */
  public List<Expression> partitionValues() {
    List<Expression> values = new ArrayList<>();
    for (int ordinal : partitionOrdinals) {
      StructField field = rows.fields()[ordinal];
      Expression value = new BoundReference(ordinal, field.dataType(), field.nullable());
      values.add(isNullableString(field) ? nullIfEmpty(value) : value);
    }
    return values;
  }

  /** By its bytes, whatever its collation takes for equal. */
  private static Expression nullIfEmpty(Expression text) {
    Expression isEmpty = new EqualTo(new OctetLength(text), new Literal(0, DataTypes.IntegerType));
    return new If(isEmpty, new Literal(null, text.dataType()), text);
  }

  private static boolean isNullableString(StructField field) {
    return field.dataType() instanceof StringType && field.nullable();
  }
}
