/**
 * The door {@code save(path)}: what Spark is told of a path, what a save mode means there, and the
 * run of the write through the V2 API, also for the batches of a stream. Internal.
 */
package org.parquetext.spark.path;
