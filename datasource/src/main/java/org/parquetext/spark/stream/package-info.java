/**
 * The door {@code writeStream}: sinks that write each batch of a stream by one commit, into plain
 * files with Spark's log of a stream or into a table that has a log, and what is checked when the
 * query starts. Internal.
 */
package org.parquetext.spark.stream;
