/**
 * Threads, order, memory and rolling. Public for users: {@link
 * org.parquetext.pipeline.ArrowParquetWriter} and what it hands out; the rest is internal.
 *
 * <p>This is the only package with threads, executors, locks and queues. A pool thread never waits
 * for input/output or another task, and nobody for memory: waiting, and all writing to files,
 * happen on the thread that calls the writer.
 */
package org.parquetext.pipeline;
