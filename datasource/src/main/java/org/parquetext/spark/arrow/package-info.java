/**
 * Spark rows to Arrow vectors: rows are copied into pages on the task thread, and a page's columns
 * are transposed into vectors one by one, where and when they are encoded. Internal.
 *
 * <p>Memory is read and written by address without bounds checks, trusting the layout of Spark's
 * {@code UnsafeRow} as Spark's own getters do, in the little-endian order that Arrow Java and
 * Parquet share.
 */
package org.parquetext.spark.arrow;
