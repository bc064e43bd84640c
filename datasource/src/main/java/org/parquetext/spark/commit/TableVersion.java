package org.parquetext.spark.commit;

import java.util.OptionalLong;
import org.apache.spark.sql.SaveMode;

/**
 * The version that a write has made of a table which has a log. Files without rows are none of the
 * table's.
 *
 * @param mode what the write has done: append or overwrite
 * @param number by which the log names it; empty if the log has not said
 */
public record TableVersion(SaveMode mode, OptionalLong number) {}
