/** Spark sessions in this process, and the writers that can be asked for in them. */
package org.parquetext.benchmarks.spark;
