package org.parquetext.spark.arrow;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.util.AutoCloseables;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.parquetext.pipeline.Spares;

/**
 * How the columns of rows of one schema are made, and what makes them. A column in the making takes
 * a transposer, whose vector is allocated at its first page and used again for the next ones; there
 * are as many of a leaf as threads have made it at a time, for however many {@link RowPages}.
 * Internal. Thread-safe but for {@link #converter} and {@link #close}.
 */
public final class RowColumns implements AutoCloseable {

  private final StructType rows;
  private final int[] ordinals;
  private final BufferAllocator allocator;
  private final Rebase rebase;
  private final RowLayout layout;
  private final UnsafeRowConverter converter;
  private final Schema arrowSchema;

  /** By leaf: which of {@link #ordinals} it belongs to. */
  private final int[] columns;

  /** By leaf: whether one row can have many of its values. */
  private final BitSet lists;

  /** Those of each leaf that nobody has. */
  private final List<Spares<ColumnTransposer>> leaves = new ArrayList<>();

  private final Spares<ColumnTransposer> all = new Spares<>();

  /**
   * The rows have {@code rows} as their schema; only the columns at {@code ordinals} are written,
   * in that order.
   *
   * @throws IllegalArgumentException when the type of a column to write is not supported
   */
  public RowColumns(StructType rows, int[] ordinals, BufferAllocator allocator, Rebase rebase) {
    this.rows = rows;
    this.ordinals = ordinals.clone();
    this.allocator = allocator;
    this.rebase = rebase;
    this.layout = new RowLayout(rows.size());
    this.converter = new UnsafeRowConverter(rows);
    this.arrowSchema =
        SparkArrowSchema.of(
            new StructType(
                IntStream.of(ordinals)
                    .mapToObj(ordinal -> rows.fields()[ordinal])
                    .toArray(StructField[]::new)));
    List<Integer> columnOfLeaf = new ArrayList<>();
    BitSet withLists = new BitSet();
    for (int column = 0; column < ordinals.length; column++) {
      for (ColumnTransposer leaf : transposers(column)) {
        withLists.set(columnOfLeaf.size(), leaf.hasLists());
        columnOfLeaf.add(column);
        Spares<ColumnTransposer> spares = new Spares<>();
        spares.add(leaf);
        leaves.add(spares);
      }
    }
    this.columns = columnOfLeaf.stream().mapToInt(Integer::intValue).toArray();
    this.lists = withLists;
  }

  /** The schema of the batches' columns. */
  public Schema arrowSchema() {
    return arrowSchema;
  }

  /** Fields of a row. */
  int fields() {
    return layout.fields();
  }

  /** For the task's thread. */
  UnsafeRowConverter converter() {
    return converter;
  }

  /** The number of leaf columns. */
  int leaves() {
    return columns.length;
  }

  /** Whether one row can have many values of a leaf. */
  boolean hasLists(int leaf) {
    return lists.get(leaf);
  }

  /** One producer of a leaf column, for one thread, which gives it back. */
  ColumnTransposer borrow(int leaf) {
    ColumnTransposer idle = leaves.get(leaf).poll();
    return idle == null ? made(leaf) : idle;
  }

  void giveBack(int leaf, ColumnTransposer transposer) {
    leaves.get(leaf).add(transposer);
  }

  /** Makes all leaves of the column, since they are made together. */
  private ColumnTransposer made(int leaf) {
    int first = leaf;
    while (first > 0 && columns[first - 1] == columns[leaf]) {
      first--;
    }
    List<ColumnTransposer> all = transposers(columns[leaf]);
    for (int i = 0; i < all.size(); i++) {
      if (first + i != leaf) {
        giveBack(first + i, all.get(i));
      }
    }
    return all.get(leaf - first);
  }

  private List<ColumnTransposer> transposers(int column) {
    int ordinal = ordinals[column];
    Field field = arrowSchema.getFields().get(column);
    List<ColumnTransposer> made =
        ColumnTransposers.of(rows.fields()[ordinal], field, layout, ordinal, allocator, rebase);
    made.forEach(all::add);
    return made;
  }

  /** Frees all vectors; only when no column is in the making. */
  @Override
  public void close() {
    List<AutoCloseable> open = new ArrayList<>();
    all.drain(open::add);
    AutoCloseables.closeNoChecked(() -> AutoCloseables.close(open));
  }
}
