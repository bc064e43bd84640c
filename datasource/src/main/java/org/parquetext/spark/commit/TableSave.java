package org.parquetext.spark.commit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.StructType;
import org.parquetext.options.WriteOptions;

/**
 * One save into a table that has a log, as the user asks for it.
 *
 * @param path qualified path of the table
 * @param query the analysed query whose rows are saved
 * @param rows the columns of the rows
 * @param partitionColumns of {@code partitionBy}; empty if nothing was said
 * @param options the checked options that say what the write means for the table; no others
 * @param given the options of the write, in the case in which they were given
 * @param hadoop the configuration of the write
 * @param batch what the save writes of a stream; empty if it is of none
 */
public record TableSave(
    SparkSession session,
    Path path,
    SaveMode mode,
    LogicalPlan query,
    StructType rows,
    List<String> partitionColumns,
    WriteOptions options,
    Map<String, String> given,
    Configuration hadoop,
    Optional<StreamBatch> batch) {

  /** Copies the collections. */
  public TableSave {
    partitionColumns = List.copyOf(partitionColumns);
    given = new LinkedHashMap<>(given);
  }
}
