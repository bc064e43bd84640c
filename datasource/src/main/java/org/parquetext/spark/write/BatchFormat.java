package org.parquetext.spark.write;

/**
 * A format of Spark's interface of file formats each of whose writers takes a {@link BatchRow} for
 * the rows that it carries. Internal.
 */
public interface BatchFormat {}
