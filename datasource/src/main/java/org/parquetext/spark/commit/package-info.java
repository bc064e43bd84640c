/**
 * How files become visible: the job's and the tasks' side of Spark's {@code FileCommitProtocol},
 * the files that an overwrite replaces, and what a failed job has to take away again. Internal.
 */
package org.parquetext.spark.commit;
