/**
 * Spark rows and columnar batches to columns. Rows are copied into pages on the task thread, and a
 * page's columns are made one by one, where and when they are encoded: what is of fixed width is
 * transposed into an Arrow vector, what is of variable width stays in the page. Batches are copied
 * by column on the task thread, since their reader uses their vectors again, or handed over as they
 * are. Internal.
 *
 * <p>Memory is read and written by address without bounds checks, trusting the layout of Spark's
 * {@code UnsafeRow} as Spark's own getters do, in the little-endian order that Arrow Java and
 * Parquet share.
 */
package org.parquetext.spark.arrow;
