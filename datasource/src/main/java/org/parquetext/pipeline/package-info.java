/** Threads, order, memory budget and rolling. Internal but for ArrowParquetWriter. */
package org.parquetext.pipeline;
