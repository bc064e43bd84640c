package org.parquetext.schema;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.parquetext.statistics.StatisticsColumn;
import org.parquetext.statistics.StatisticsRequest;

/**
 * Which leaves of a schema tell of the columns of a {@link StatisticsRequest}: a leaf of itself,
 * any other node by the first leaf below, whose levels say where the node is null. A column that
 * the schema does not have has no leaf. Immutable.
 */
public final class StatisticsLeaves {

  private final LeafRequest[] leaves;

  private StatisticsLeaves(LeafRequest[] leaves) {
    this.leaves = leaves;
  }

  /**
   * The leaves of a schema.
   *
   * @throws IllegalArgumentException if a column is within a list or map, if one is within another,
   *     or if bounds of a group are wanted
   */
  public static StatisticsLeaves of(MessageType schema, StatisticsRequest request) {
    LeafRequest[] leaves = new LeafRequest[schema.getColumns().size()];
    List<StatisticsColumn> columns = request.columns();
    for (int i = 0; i < columns.size(); i++) {
      StatisticsColumn column = columns.get(i);
      if (isPresent(schema, column)) {
        int leaf = firstLeaf(schema, column.path());
        if (leaves[leaf] != null) {
          throw refused(column, "it is within, or around, another one that is asked for");
        }
        leaves[leaf] = request(schema, i, column);
      }
    }
    return new StatisticsLeaves(leaves);
  }

  private static boolean isPresent(MessageType schema, StatisticsColumn column) {
    GroupType group = schema;
    List<String> path = column.path();
    for (int i = 0; i < path.size(); i++) {
      if (!group.containsField(path.get(i))) {
        return false;
      }
      Type node = group.getType(path.get(i));
      if (node.isRepetition(Type.Repetition.REPEATED)) {
        throw refused(column, "it is within a list or map");
      }
      if (i < path.size() - 1 && node.isPrimitive()) {
        return false;
      }
      group = node.isPrimitive() ? null : node.asGroupType();
    }
    return true;
  }

  private static int firstLeaf(MessageType schema, List<String> path) {
    return IntStream.range(0, schema.getColumns().size())
        .filter(i -> isBelow(path, List.of(schema.getColumns().get(i).getPath())))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isBelow(List<String> node, List<String> leaf) {
    return leaf.size() >= node.size() && leaf.subList(0, node.size()).equals(node);
  }

  private static LeafRequest request(MessageType schema, int number, StatisticsColumn column) {
    String[] path = column.path().toArray(String[]::new);
    if (column.hasBounds() && !schema.getType(path).isPrimitive()) {
      throw refused(column, "a group has no bounds");
    }
    return new LeafRequest(number, schema.getMaxDefinitionLevel(path), column);
  }

  private static IllegalArgumentException refused(StatisticsColumn column, String reason) {
    return new IllegalArgumentException(
        "Cannot gather statistics of column `%s`: %s"
            .formatted(String.join(".", column.path()), reason));
  }

  /** What is asked of a leaf; null if nothing is. */
  public LeafRequest leaf(int index) {
    return leaves[index];
  }

  /**
   * What is asked of a leaf.
   *
   * @param number of the column in the request
   * @param definitionLevel of an entry in which the column is not null
   */
  public record LeafRequest(int number, int definitionLevel, StatisticsColumn column) {}
}
