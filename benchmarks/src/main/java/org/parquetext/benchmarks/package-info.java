/** End-to-end measurements of parquet-ext beside Spark's built-in writer, and the quickstart. */
package org.parquetext.benchmarks;
