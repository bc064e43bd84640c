/** The tables that are written, in memory or out of files, and whether two hold the same rows. */
package org.parquetext.benchmarks.table;
