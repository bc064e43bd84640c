/**
 * The write behind every door: its configuration, Spark's {@code Write}, {@code BatchWrite} and
 * {@code DataWriter}, partition directories, metrics. Internal.
 */
package org.parquetext.spark.write;
