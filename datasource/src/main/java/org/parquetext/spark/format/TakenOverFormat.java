package org.parquetext.spark.format;

import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.parquetext.spark.write.BatchFormat;
import org.parquetext.spark.write.RowWriterFactory;
import scala.Option;
import scala.collection.immutable.Map;
import scala.collection.immutable.Seq;

/**
 * Spark's own Parquet format in a command that writes, whose files are written by the pipeline.
 * None of its subclasses, which all are equal, so that Spark would not notice the replacement.
 */
final class TakenOverFormat implements FileFormat, DataSourceRegister, BatchFormat {

  private final ParquetFileFormat builtIn;

  TakenOverFormat(ParquetFileFormat builtIn) {
    this.builtIn = builtIn;
  }

  @Override
  public String shortName() {
    return builtIn.shortName();
  }

  @Override
  public Option<StructType> inferSchema(
      SparkSession session, Map<String, String> options, Seq<FileStatus> files) {
    return builtIn.inferSchema(session, options, files);
  }

  /**
   * Columns and options may be others than when it was planned: then Spark's writer writes, which
   * knows rows only.
   */
  @Override
  public OutputWriterFactory prepareWrite(
      SparkSession session, Job job, Map<String, String> options, StructType dataSchema) {
    OutputWriterFactory writers;
    try {
      writers = SingleFileWrite.takenOver(session, options, dataSchema).writers(job);
    } catch (RuntimeException e) {
      // Spark may have deleted already what is overwritten.
      Takeover.leave(FileOutputFormat.getOutputPath(job), e);
      return new RowWriterFactory(builtIn.prepareWrite(session, job, options, dataSchema));
    }
    builtIn.prepareWrite(session, job, options, dataSchema);
    return writers;
  }

  @Override
  public boolean supportDataType(DataType dataType) {
    return builtIn.supportDataType(dataType);
  }

  /** What plans say. */
  @Override
  public String toString() {
    return "Parquet by parquet-ext";
  }
}
