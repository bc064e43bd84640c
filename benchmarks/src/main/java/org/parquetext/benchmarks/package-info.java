/**
 * The two commands, measurements and the quickstart. What measures Spark's writers is in {@link
 * org.parquetext.benchmarks.contest} and {@link org.parquetext.benchmarks.scale}, writing from
 * Arrow in {@link org.parquetext.benchmarks.arrow}, single kinds of columns in {@link
 * org.parquetext.benchmarks.encoder}; they share the other packages.
 */
package org.parquetext.benchmarks;
