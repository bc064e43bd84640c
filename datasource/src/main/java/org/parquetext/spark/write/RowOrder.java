package org.parquetext.spark.write;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Ascending$;
import org.apache.spark.sql.catalyst.expressions.BaseOrdering;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Descending$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NullsFirst$;
import org.apache.spark.sql.catalyst.expressions.NullsLast$;
import org.apache.spark.sql.catalyst.expressions.RowOrdering;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.StructField;
import org.parquetext.WriteException;
import org.parquetext.options.SortingColumn;
import org.parquetext.options.WriteOption;
import org.parquetext.spark.conf.WriteColumns;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Checks that the rows of a directory come in the order that the footers of its files will state,
 * by Spark's own ordering. Used by one thread.
 */
public final class RowOrder {

  private final List<SortingColumn> sorting;
  private final BaseOrdering ordering;
  private UnsafeProjection projection;
  private UnsafeProjection otherProjection;
  private UnsafeRow last;
  private long rows;

  /**
   * A check of rows that has seen none.
   *
   * @param sorting columns of the files, by their names in them
   */
  RowOrder(WriteColumns columns, List<SortingColumn> sorting) {
    this.sorting = sorting;
    List<Expression> references = new ArrayList<>();
    List<SortOrder> orders = new ArrayList<>();
    for (SortingColumn column : sorting) {
      int ordinal = columns.rows().fieldIndex(column.path().get(0));
      StructField field = columns.rows().fields()[ordinal];
      references.add(new BoundReference(ordinal, field.dataType(), field.nullable()));
      orders.add(of(new BoundReference(orders.size(), field.dataType(), true), column));
    }
    this.ordering = RowOrdering.create(scala(orders), scala(List.of()));
    // Two, in turns, so that the row before is kept without a copy.
    this.projection = UnsafeProjection.create(scala(references));
    this.otherProjection = UnsafeProjection.create(scala(references));
  }

  /** The next row is the first of its directory. */
  void restart() {
    last = null;
    rows = 0;
  }

  /**
   * Takes the next row.
   *
   * @param directory where it goes, for the message
   * @throws WriteException if it belongs before the row before it
   */
  void accept(InternalRow row, String directory) {
    UnsafeRow next = projection.apply(row);
    rows++;
    if (last != null && ordering.compare(last, next) > 0) {
      throw new WriteException(
          "Cannot write row %d%s: it belongs before the row before it in the order of `%s` = `%s`."
                  .formatted(
                      rows,
                      directory.isEmpty() ? "" : " of " + directory,
                      WriteOption.SORTING_COLUMNS.key(),
                      sorting)
              + " Remove the option.");
    }
    last = next;
    UnsafeProjection used = projection;
    projection = otherProjection;
    otherProjection = used;
  }

  /** The order of an expression in the terms of Spark's planner. */
  public static SortOrder of(Expression expression, SortingColumn column) {
    return new SortOrder(
        expression,
        column.isDescending() ? Descending$.MODULE$ : Ascending$.MODULE$,
        column.hasNullsFirst() ? NullsFirst$.MODULE$ : NullsLast$.MODULE$,
        scala(List.of()));
  }

  private static <T> Seq<T> scala(List<T> list) {
    return CollectionConverters.asScala(list).toSeq();
  }
}
