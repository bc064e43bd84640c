package org.parquetext.spark.write;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.parquetext.spark.arrow.BatchSplit;
import org.parquetext.spark.conf.WriteColumns;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Finds the partition directory of a row. The values are compared per row; a directory's name is
 * made, by Spark's own cast and escaping, only when they change. Not thread-safe.
 */
final class PartitionRouter {

  private final WriteColumns columns;
  private final List<String> names;
  private final UnsafeProjection values;
  private final UnsafeProjection texts;
  private UnsafeRow current;
  private String directory;
  private BatchSplit split;

  PartitionRouter(WriteColumns columns, String timeZone) {
    this.columns = columns;
    this.names = columns.directoryNames();
    this.values = projection(columns.partitionValues());
    this.texts = projection(columns.partitionTexts(timeZone));
  }

  private static UnsafeProjection projection(List<Expression> expressions) {
    return UnsafeProjection.create(CollectionConverters.asScala(expressions).toSeq());
  }

  /** Goes to the row's directory, and says whether that is another one than before. */
  boolean moveTo(InternalRow row) {
    UnsafeRow next = values.apply(row);
    if (next.equals(current)) {
      return false;
    }
    current = next.copy();
    String before = directory;
    directory = directory(row);
    return !directory.equals(before);
  }

  /** The row's values of the partition columns; valid until the next call. */
  UnsafeRow values(InternalRow row) {
    return values.apply(row);
  }

  /** Splits batches so that rows of one piece have the same directory. */
  BatchSplit split() {
    if (split == null) {
      split = new BatchSplit(columns.rows(), columns.partitionOrdinals());
    }
    return split;
  }

  /** The directory that {@link #moveTo} has found last. */
  String directory() {
    return directory;
  }

  /** The directory of a row, below the table's path. */
  String directory(InternalRow row) {
    UnsafeRow text = texts.apply(row);
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      String value = text.isNullAt(i) ? null : text.getUTF8String(i).toString();
      path.append(i == 0 ? "" : "/");
      path.append(ExternalCatalogUtils.getPartitionPathString(names.get(i), value));
    }
    return path.toString();
  }
}
