package org.parquetext.benchmarks.table;

import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.columnar.CachedBatch;
import org.apache.spark.sql.columnar.CachedBatchSerializer;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.storage.StorageLevel;
import scala.Function2;
import scala.collection.immutable.Seq;

/**
 * Makes {@code persist()} keep a table as {@link
 * org.apache.spark.sql.catalyst.expressions.UnsafeRow}s ({@code spark.sql.cache.serializer}), so
 * that scanning it decodes and copies nothing: every writer gets the rows that any query would hand
 * it, and next to nothing is measured but the writer.
 */
public final class UnsafeRowCache implements CachedBatchSerializer {

  private static final long serialVersionUID = 1L;

  /** For Spark, which makes one per process. */
  public UnsafeRowCache() {}

  @Override
  public boolean supportsColumnarInput(Seq<Attribute> schema) {
    return false;
  }

  @Override
  public boolean supportsColumnarOutput(StructType schema) {
    return false;
  }

  @Override
  public RDD<CachedBatch> convertInternalRowToCachedBatch(
      RDD<InternalRow> input, Seq<Attribute> schema, StorageLevel storageLevel, SQLConf conf) {
    return input.toJavaRDD().mapPartitions(UnsafeRowCache::batches).rdd();
  }

  @Override
  public RDD<InternalRow> convertCachedBatchToInternalRow(
      RDD<CachedBatch> input,
      Seq<Attribute> cacheAttributes,
      Seq<Attribute> selectedAttributes,
      SQLConf conf) {
    if (selectedAttributes.equals(cacheAttributes)) {
      return input.toJavaRDD().mapPartitions(UnsafeRowCache::rows).rdd();
    }
    return input
        .toJavaRDD()
        .mapPartitions(batches -> select(rows(batches), cacheAttributes, selectedAttributes))
        .rdd();
  }

  @Override
  public Function2<
          Object, scala.collection.Iterator<CachedBatch>, scala.collection.Iterator<CachedBatch>>
      buildFilter(Seq<Expression> predicates, Seq<Attribute> cachedAttributes) {
    return (Function2<
                Object,
                scala.collection.Iterator<CachedBatch>,
                scala.collection.Iterator<CachedBatch>>
            & Serializable)
        (partition, batches) -> batches;
  }

  @Override
  public RDD<CachedBatch> convertColumnarBatchToCachedBatch(
      RDD<ColumnarBatch> input, Seq<Attribute> schema, StorageLevel storageLevel, SQLConf conf) {
    throw new UnsupportedOperationException("This cache takes rows only");
  }

  @Override
  public RDD<ColumnarBatch> convertCachedBatchToColumnarBatch(
      RDD<CachedBatch> input,
      Seq<Attribute> cacheAttributes,
      Seq<Attribute> selectedAttributes,
      SQLConf conf) {
    throw new UnsupportedOperationException("This cache gives rows only");
  }

  private static Iterator<CachedBatch> batches(Iterator<InternalRow> rows) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public CachedBatch next() {
        return UnsafeRowBatch.take(rows);
      }
    };
  }

  private static Iterator<InternalRow> rows(Iterator<CachedBatch> batches) {
    return new Iterator<>() {
      private Iterator<InternalRow> open = Collections.emptyIterator();

      @Override
      public boolean hasNext() {
        while (!open.hasNext() && batches.hasNext()) {
          open = ((UnsafeRowBatch) batches.next()).rows();
        }
        return open.hasNext();
      }

      @Override
      public InternalRow next() {
        return open.next();
      }
    };
  }

  private static Iterator<InternalRow> select(
      Iterator<InternalRow> rows, Seq<Attribute> from, Seq<Attribute> selected) {
    @SuppressWarnings("unchecked") // immutable, so a sequence of attributes is one of expressions
    Seq<Expression> expressions = (Seq<Expression>) (Seq<?>) selected;
    UnsafeProjection projection = UnsafeProjection.create(expressions, from);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public InternalRow next() {
        return projection.apply(rows.next());
      }
    };
  }
}
