/**
 * The doors through which Spark reaches this data source: {@code format("parquet-ext")} for path
 * writes, and Spark's own Parquet scan for reads.
 */
package org.parquetext.spark;
