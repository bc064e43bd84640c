/** Writers that write the same tables in turn through Spark, and the reports on how they did. */
package org.parquetext.benchmarks.contest;
