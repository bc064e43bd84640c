/**
 * The door of Spark's file formats, where Spark names the files and commits them, and each is
 * written for itself: by this source's own format, or in the place of Spark's Parquet format.
 * Internal.
 */
package org.parquetext.spark.format;
