package org.parquetext.spark.write;

import java.io.Serializable;
import org.parquetext.options.WriteOptions;

/** What every task of a write needs to know. Travels to the executors. */
final class TaskPlan implements Serializable {

  private static final long serialVersionUID = 1L;

  private final WriteColumns columns;
  private final FileSchema fileSchema;
  private final WriteOptions options;
  private final String timeZone;

  TaskPlan(WriteColumns columns, SparkWriteConf conf) {
    this.columns = columns;
    this.fileSchema = conf.fileSchema().with(columns.data());
    this.options = conf.options();
    this.timeZone = conf.timeZone();
  }

  WriteColumns columns() {
    return columns;
  }

  FileSchema fileSchema() {
    return fileSchema;
  }

  WriteOptions options() {
    return options;
  }

  /** The time zone in which partition values become directory names. */
  String timeZone() {
    return timeZone;
  }

  /** The end of file names, from the codec on. */
  String extension() {
    return options.compression().codec().extension() + ".parquet";
  }
}
