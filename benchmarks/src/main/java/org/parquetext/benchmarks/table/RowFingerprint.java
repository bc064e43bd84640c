package org.parquetext.benchmarks.table;

import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.types.StructType;

/**
 * What a table's rows are, whatever their order: their number and two sums of 64-bit hashes of
 * every row's bytes, so that duplicates count and values that are equal but differ in a bit (0.0
 * and -0.0, NaN payloads) do not pass as the same. Two tables of one schema that differ have equal
 * fingerprints with probability 2<sup>-128</sup> (additive multiset hashing: Clarke et al.,
 * "Incremental Multiset Hash Functions", ASIACRYPT 2003).
 */
final class RowFingerprint implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final long FIRST_SEED = 42;
  private static final long SECOND_SEED = 0x9E3779B97F4A7C15L;

  private final long rows;
  private final long firstSum;
  private final long secondSum;

  private RowFingerprint(long rows, long firstSum, long secondSum) {
    this.rows = rows;
    this.firstSum = firstSum;
    this.secondSum = secondSum;
  }

  /** Reads the whole table once. */
  static RowFingerprint of(Dataset<Row> table) {
    StructType schema = table.schema();
    return table
        .queryExecution()
        .toRdd()
        .toJavaRDD()
        .mapPartitions(rows -> Collections.singleton(ofPartition(rows, schema)).iterator())
        .fold(new RowFingerprint(0, 0, 0), RowFingerprint::plus);
  }

  long rows() {
    return rows;
  }

  boolean matches(RowFingerprint other) {
    return rows == other.rows && firstSum == other.firstSum && secondSum == other.secondSum;
  }

  private static RowFingerprint ofPartition(Iterator<InternalRow> partition, StructType schema) {
    UnsafeProjection projection = UnsafeProjection.create(schema);
    long rows = 0;
    long firstSum = 0;
    long secondSum = 0;
    while (partition.hasNext()) {
      InternalRow next = partition.next();
      UnsafeRow row = next instanceof UnsafeRow unsafe ? unsafe : projection.apply(next);
      rows++;
      firstSum += hash(row, FIRST_SEED);
      secondSum += hash(row, SECOND_SEED);
    }
    return new RowFingerprint(rows, firstSum, secondSum);
  }

  private static long hash(UnsafeRow row, long seed) {
    return XXH64.hashUnsafeWords(
        row.getBaseObject(), row.getBaseOffset(), row.getSizeInBytes(), seed);
  }

  private RowFingerprint plus(RowFingerprint other) {
    return new RowFingerprint(
        rows + other.rows, firstSum + other.firstSum, secondSum + other.secondSum);
  }
}
