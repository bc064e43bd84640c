package org.parquetext.spark.arrow;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.util.AutoCloseables;
import org.parquetext.WriteException;
import org.parquetext.level.LeafColumn;
import org.parquetext.level.OuterNode;

/**
 * Produces one leaf column from a page of rows: from the slots of a top-level field down the path
 * to the leaf, and its values. Knows nothing of other leaves of the same field.
 *
 * <p>Owns the buffers of the nodes and the vector of the leaf and uses them again for every page.
 * Confined to one thread at a time.
 */
final class ColumnTransposer implements AutoCloseable {

  private static final OuterNode[] FLAT = {};

  private final int ordinal;
  private final long slot;
  private final List<PathNode> path;
  private final List<Descent> descents;
  private final ValueTransposer values;
  private final Slots rows = Slots.ofRows();

  /**
   * One leaf.
   *
   * @param ordinal the top-level field's position in the row
   * @param slot the offset of its slot as {@link RowLayout#slot} gives it
   * @param path the top-level field and the child that each step leads to
   * @param descents the steps, one less than {@code path}; closed with this
   * @param values makes the leaf's vector; closed with this
   */
  ColumnTransposer(
      int ordinal, long slot, List<PathNode> path, List<Descent> descents, ValueTransposer values) {
    this.ordinal = ordinal;
    this.slot = slot;
    this.path = List.copyOf(path);
    this.descents = List.copyOf(descents);
    this.values = values;
  }

  /**
   * Makes this column of all rows of the page.
   *
   * @return the column, valid until the next call, and as long as the page holds these rows
   * @throws WriteException when something is null that is not nullable, or a value cannot be
   *     written
   */
  LeafColumn transpose(RowPage page) {
    rows.point(page, ordinal, slot);
    path.get(0).check(rows);
    if (descents.isEmpty()) {
      return values.transpose(FLAT, rows);
    }
    List<OuterNode> outer = new ArrayList<>(2 * descents.size());
    Slots slots = rows;
    for (int depth = 0; depth < descents.size(); depth++) {
      slots = descents.get(depth).descend(slots, outer);
      path.get(depth + 1).check(slots);
    }
    return values.transpose(outer.toArray(OuterNode[]::new), slots);
  }

  /** Whether one row can have many values of the leaf. */
  boolean hasLists() {
    return descents.stream().anyMatch(ListDescent.class::isInstance);
  }

  /** Frees the vector and the buffers; the next page allocates them anew. */
  @Override
  public void close() {
    List<AutoCloseable> owned = new ArrayList<>(descents);
    owned.add(values);
    AutoCloseables.closeNoChecked(() -> AutoCloseables.close(owned));
  }
}
