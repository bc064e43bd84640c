/** Writing Arrow data to Parquet without Spark: parquet-ext beside other writers. */
package org.parquetext.benchmarks.arrow;
