package org.parquetext.spark.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.codegen.GenerateOrdering;
import org.apache.spark.sql.execution.SortPrefixUtils;
import org.apache.spark.sql.execution.UnsafeExternalRowSorter;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.parquetext.WriteException;
import org.parquetext.spark.arrow.UnsafeRowConverter;
import org.parquetext.spark.conf.WriteColumns;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Rows of a task that wait for their partition directory, by Spark's own sorter: in the task's
 * memory, and beyond that on disk. They come back by partition, and within a partition in the order
 * in which they came. On the task's thread.
 */
final class RemainingRows implements AutoCloseable {

  private static final String NUMBER = "number";

  private final UnsafeExternalRowSorter sorter;
  private final UnsafeRowConverter converter;
  private final JoinedRow joined = new JoinedRow();
  private final GenericInternalRow numbered = new GenericInternalRow(1);
  private final UnsafeProjection behindKey;
  private final UnsafeProjection withoutKey;
  private final int numberOrdinal;

  /** Takes what the task gives to sorters when rows come, and until {@link #close}. */
  RemainingRows(WriteColumns columns) {
    List<StructField> key = key(columns);
    this.numberOrdinal = key.size() - 1;
    this.converter = new UnsafeRowConverter(columns.rows());
    this.behindKey = projection(behindKey(columns));
    this.withoutKey = projection(references(columns.rows(), key.size()));
    this.sorter = sorter(key, columns.rows());
  }

  /** The values of the partition columns, and the number, which makes all keys differ. */
  private static List<StructField> key(WriteColumns columns) {
    List<StructField> key = new ArrayList<>();
    for (int ordinal : columns.partitionOrdinals()) {
      key.add(columns.rows().fields()[ordinal]);
    }
    key.add(new StructField(NUMBER, DataTypes.LongType, false, Metadata.empty()));
    return key;
  }

  private static List<Expression> behindKey(WriteColumns columns) {
    List<Expression> expressions = new ArrayList<>(columns.partitionValues());
    expressions.add(new BoundReference(columns.rows().size(), DataTypes.LongType, false));
    expressions.addAll(references(columns.rows(), 0));
    return expressions;
  }

  /** Nullable, so that a null where none may be reaches whoever can name its column. */
  private static List<Expression> references(StructType rows, int from) {
    List<Expression> references = new ArrayList<>();
    for (StructField field : rows.asNullable().fields()) {
      references.add(new BoundReference(from + references.size(), field.dataType(), true));
    }
    return references;
  }

  private static UnsafeProjection projection(List<Expression> expressions) {
    return UnsafeProjection.create(CollectionConverters.asScala(expressions).toSeq());
  }

  private static UnsafeExternalRowSorter sorter(List<StructField> key, StructType rows) {
    List<StructField> fields = new ArrayList<>(key);
    fields.addAll(List.of(rows.fields()));
    StructType keySchema = new StructType(key.toArray(StructField[]::new));
    try {
      return UnsafeExternalRowSorter.create(
          new StructType(fields.toArray(StructField[]::new)),
          GenerateOrdering.create(keySchema),
          SortPrefixUtils.getPrefixComparator(keySchema),
          SortPrefixUtils.createPrefixGenerator(keySchema),
          TaskContext.get().taskMemoryManager().pageSizeBytes(),
          false);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /**
   * Takes a row.
   *
   * @param number of the row among all rows of the task
   */
  void add(InternalRow row, long number) {
    numbered.update(0, number);
    InternalRow whole = converter.unsafe(row, number);
    try {
      sorter.insertRow(behindKey.apply(joined.apply(whole, numbered)));
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Hands every row out, sorted, and closes this. No row may come any more. */
  void forEachSorted(RowConsumer consumer) {
    try {
      Iterator<InternalRow> rows = sorter.sort();
      while (rows.hasNext()) {
        InternalRow row = rows.next();
        consumer.accept(withoutKey.apply(row), row.getLong(numberOrdinal));
      }
    } catch (IOException e) {
      throw failure(e);
    } finally {
      close();
    }
  }

  private static WriteException failure(IOException cause) {
    return new WriteException(
        "Cannot sort the rows of partitions beyond the open ones: " + cause.getMessage(), cause);
  }

  /** Frees memory and disk. Idempotent. */
  @Override
  public void close() {
    sorter.cleanupResources();
  }

  /** Takes a row, valid during the call, and its number among all rows of the task. */
  @FunctionalInterface
  interface RowConsumer {
    void accept(InternalRow row, long number);
  }
}
