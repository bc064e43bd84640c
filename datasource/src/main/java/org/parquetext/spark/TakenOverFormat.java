package org.parquetext.spark;

import org.apache.hadoop.mapreduce.Job;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Map;

/** Spark's own Parquet format, whose files are written by the pipeline. Shown in plans. */
public final class TakenOverFormat extends ParquetFileFormat {

  private static final long serialVersionUID = 1L;

  @Override
  public OutputWriterFactory prepareWrite(
      SparkSession session, Job job, Map<String, String> options, StructType dataSchema) {
    SingleFileWrite write;
    try {
      write = SingleFileWrite.takenOver(session, options, dataSchema);
    } catch (IllegalArgumentException e) {
      return Takeover.leave(e, () -> super.prepareWrite(session, job, options, dataSchema));
    }
    return write.prepare(this::prepareBuiltIn, job);
  }

  private void prepareBuiltIn(
      SparkSession session, Job job, Map<String, String> options, StructType dataSchema) {
    super.prepareWrite(session, job, options, dataSchema);
  }

  /** What plans say. */
  @Override
  public String toString() {
    return "Parquet by parquet-ext";
  }
}
