package org.parquetext.schema;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.parquetext.options.SortingColumn;
import org.parquetext.options.WriteOption;

/** Where the columns that rows are sorted by stand among the leaves of a schema. */
public final class SortingLeaves {

  private SortingLeaves() {}

  /**
   * The leaf index of each column, in their order.
   *
   * @throws IllegalArgumentException if one of them is no top-level column of a primitive type
   */
  public static int[] of(MessageType schema, List<SortingColumn> columns) {
    return columns.stream().mapToInt(column -> of(schema, column)).toArray();
  }

  private static int of(MessageType schema, SortingColumn column) {
    String name = column.path().get(0);
    if (column.path().size() > 1 || !schema.containsField(name) || !isSortable(schema, name)) {
      throw new IllegalArgumentException(
          "Cannot sort by `%s` (`%s`): it is no top-level column of a primitive type of %s"
              .formatted(
                  String.join(".", column.path()), WriteOption.SORTING_COLUMNS.key(), schema));
    }
    return IntStream.range(0, schema.getColumns().size())
        .filter(leaf -> schema.getColumns().get(leaf).getPath()[0].equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isSortable(MessageType schema, String name) {
    Type type = schema.getType(name);
    return type.isPrimitive() && !type.isRepetition(Type.Repetition.REPEATED);
  }
}
