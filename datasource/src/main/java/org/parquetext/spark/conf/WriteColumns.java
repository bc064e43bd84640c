package org.parquetext.spark.conf;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Cast;
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
import org.parquetext.spark.commit.RowCheck;
import org.parquetext.spark.commit.TableLayout;
import org.parquetext.statistics.StatisticsRequest;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** The columns of the rows: which make the partition directories, which go into the files. */
public final class WriteColumns implements Serializable {

  private static final long serialVersionUID = 1L;

  private final StructType rows;

  /** The same columns with names, types and metadata of a table's own; null if it has none. */
  private final TableLayout layout;

  private final ArrayList<String> partitionNames;
  private final int[] partitionOrdinals;
  private final int[] dataOrdinals;

  private WriteColumns(
      StructType rows, List<String> partitionNames, int[] partitionOrdinals, TableLayout layout) {
    this.rows = rows;
    this.layout = layout;
    this.partitionNames = new ArrayList<>(partitionNames);
    this.partitionOrdinals = partitionOrdinals;
    IntStream data =
        IntStream.range(0, rows.length())
            .filter(ordinal -> IntStream.of(partitionOrdinals).noneMatch(p -> p == ordinal));
    boolean all = layout != null && layout.partitionsInFiles();
    this.dataOrdinals =
        (all ? IntStream.concat(data, IntStream.of(partitionOrdinals)) : data).toArray();
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
    WriteColumns columns =
        new WriteColumns(withoutInternals(rows), partitionColumns, ordinals, null);
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
    return new WriteColumns(new StructType(fields), partitionNames, partitionOrdinals, layout);
  }

  /** The same columns as a table with a log has them in its files. */
  public WriteColumns laidOut(TableLayout ofTable) {
    return new WriteColumns(rows, partitionNames, partitionOrdinals, ofTable);
  }

  /** Whether a table with a log says how the columns lie in the files. */
  public boolean areLaidOut() {
    return layout != null;
  }

  /** What the table asks of its files, by keys of the built-in writer. */
  public Map<String, String> tableOptions() {
    return layout == null ? Map.of() : layout.options();
  }

  /** What the table promises of each row; null if nothing. */
  public RowCheck check() {
    return layout == null ? null : layout.check();
  }

  /** Which columns' statistics the table wants, by their names in the files. */
  public StatisticsRequest statistics() {
    return layout == null ? StatisticsRequest.none() : layout.statistics();
  }

  /** All columns, as the rows have them. */
  public StructType rows() {
    return rows;
  }

  /** All columns as the files have them, in the order of the rows. */
  public StructType inFiles() {
    return layout == null ? rows : layout.files();
  }

  /** The columns of the files, in their order, as the files have them. */
  public StructType data() {
    return dataOf(inFiles());
  }

  /** The columns of the files, in their order, as the rows name them. */
  public StructType namedData() {
    return dataOf(rows);
  }

  private StructType dataOf(StructType all) {
    return new StructType(
        IntStream.of(dataOrdinals).mapToObj(i -> all.fields()[i]).toArray(StructField[]::new));
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

  /** The partition columns as directories name them. */
  public List<String> directoryNames() {
    return layout == null
        ? partitionNames
        : IntStream.of(partitionOrdinals).mapToObj(i -> inFiles().fieldNames()[i]).toList();
  }

  /**
   * Expressions that take from a row the texts of the partition columns, as they name directories.
   *
   * @param timeZone in which a timestamp becomes text
   */
  public List<Expression> partitionTexts(String timeZone) {
    if (layout != null) {
      return layout.partitionTexts();
    }
    List<Expression> texts = new ArrayList<>();
    for (Expression value : partitionValues()) {
      texts.add(new Cast(value, DataTypes.StringType, Option.apply(timeZone)));
    }
    return texts;
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
