package org.parquetext.spark.conf;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.expressions.RowOrdering;
import org.apache.spark.sql.types.AtomicType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.TimestampType;
import org.parquetext.options.SortingColumn;

/**
 * Finds the columns of {@code sortingColumns} as Spark would find them, and refuses those in whose
 * order the values of a file would not be, or not be said to be.
 */
final class SortingNames {

  private static final String MILLIS = "TIMESTAMP_MILLIS";

  private final WriteColumns columns;
  private final boolean caseSensitive;
  private final String timestampType;

  SortingNames(WriteColumns columns, boolean caseSensitive, String timestampType) {
    this.columns = columns;
    this.caseSensitive = caseSensitive;
    this.timestampType = timestampType;
  }

  /**
   * The setting with the names that the columns have in the files.
   *
   * @throws IllegalArgumentException naming setting, column and reason
   */
  Setting resolve(Setting setting, List<SortingColumn> sorting) {
    List<StructField> fields = sorting.stream().map(column -> field(setting, column)).toList();
    if (fields.stream().map(StructField::name).distinct().count() < fields.size()) {
      throw refusal(setting, "a column stands in it twice");
    }
    for (StructField field : fields.subList(0, fields.size() - 1)) {
      if (field.dataType() instanceof TimestampType && timestampType.equals(MILLIS)) {
        throw refusal(
            setting,
            "column `"
                + field.name()
                + "` is cut to milliseconds, within which the next column would not be sorted. Put"
                + " it last, or write another "
                + FileSchema.TIMESTAMP_TYPE);
      }
    }
    String resolved =
        IntStream.range(0, fields.size())
            .mapToObj(i -> sorting.get(i).withPath(List.of(fields.get(i).name())).toString())
            .collect(Collectors.joining(", "));
    return new Setting(setting.key(), resolved, setting.place());
  }

  private StructField field(Setting setting, SortingColumn column) {
    String name = column.path().get(0);
    if (columns.partitionNames().stream().anyMatch(partition -> same(partition, name))) {
      throw refusal(setting, "`" + name + "` is a partition column, which is not in the files");
    }
    List<StructField> fields =
        List.of(columns.data().fields()).stream().filter(f -> same(f.name(), name)).toList();
    if (fields.isEmpty()) {
      throw refusal(
          setting,
          "there is no column `%s`. The columns are %s"
              .formatted(name, List.of(columns.data().fieldNames())));
    }
    StructField field = fields.get(0);
    DataType type = field.dataType();
    if (column.path().size() > 1 || !(type instanceof AtomicType)) {
      throw refusal(
          setting,
          "`%s` of type %s is no column of a simple type at the top level"
              .formatted(String.join(".", column.path()), type.catalogString()));
    }
    if (!RowOrdering.isOrderable(type)) {
      throw refusal(setting, "Spark has no order of column `" + name + "`, " + type.sql());
    }
    if (type instanceof StringType string && !string.supportsBinaryOrdering()) {
      throw refusal(
          setting,
          "column `%s` is ordered by its collation, %s, which readers of the file do not know"
              .formatted(name, type.sql()));
    }
    return field;
  }

  private boolean same(String left, String right) {
    return caseSensitive ? left.equals(right) : left.equalsIgnoreCase(right);
  }

  private static IllegalArgumentException refusal(Setting setting, String reason) {
    return new IllegalArgumentException(
        "Cannot sort by `%s` = `%s`, set in %s: %s."
            .formatted(setting.key(), setting.value(), setting.place(), reason));
  }
}
