/**
 * The write behind every door: Spark's {@code Write}, {@code BatchWrite} and {@code DataWriter},
 * tasks, their memory and their files, partition directories. Internal.
 */
package org.parquetext.spark.write;
