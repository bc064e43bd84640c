package org.parquetext.spark.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.execution.datasources.InsertIntoHadoopFsRelationCommand;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.parquetext.spark.conf.GivenOptions;
import org.parquetext.spark.conf.SparkWriteConf;
import org.parquetext.spark.conf.WriteColumns;
import org.parquetext.spark.guard.HostClasses;
import org.parquetext.spark.guard.Refusals;
import org.parquetext.spark.write.PipelineWriterFactory;
import scala.collection.immutable.Map;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A write by Spark's interface of file formats: Spark names the files, sorts the rows and commits.
 * Made on the driver, which refuses here what cannot be written.
 */
public final class SingleFileWrite {

  private final SparkSession session;
  private final Map<String, String> options;
  private final WriteColumns columns;
  private final SparkWriteConf conf;

  private SingleFileWrite(
      SparkSession session,
      Map<String, String> options,
      WriteColumns columns,
      SparkWriteConf conf) {
    this.session = session;
    this.options = options;
    this.columns = columns;
    this.conf = conf;
  }

  /**
   * A write that was asked of this source.
   *
   * @param data the columns of the files
   * @throws IllegalArgumentException for what cannot be written so, with the remedy
   */
  public static SingleFileWrite of(
      SparkSession session, Map<String, String> options, StructType data) {
    WriteColumns columns = columns(session, data);
    java.util.Map<String, String> given = GivenOptions.of(options).values();
    Refusals.refuseTableLog(session, given);
    return new SingleFileWrite(
        session, options, columns, SparkWriteConf.ofSingleFiles(session, given, columns));
  }

  /**
   * A write that was asked of Spark's own format.
   *
   * @param data the columns of the files
   * @throws IllegalArgumentException for what cannot be written as Spark would
   * @throws org.parquetext.WriteException where this Spark lacks what a write needs
   */
  static SingleFileWrite takenOver(
      SparkSession session, Map<String, String> options, StructType data) {
    HostClasses.require();
    WriteColumns columns = columns(session, data);
    return new SingleFileWrite(
        session,
        options,
        columns,
        SparkWriteConf.ofBuiltIn(session, GivenOptions.of(options).values(), columns));
  }

  /** As {@link #of(SparkSession, Map, StructType)}, for a command of Spark's. */
  public static SingleFileWrite of(SparkSession session, InsertIntoHadoopFsRelationCommand insert) {
    return of(session, insert.options(), dataSchema(insert));
  }

  /** As {@link #takenOver(SparkSession, Map, StructType)}, for a command of Spark's. */
  static SingleFileWrite takenOver(SparkSession session, InsertIntoHadoopFsRelationCommand insert) {
    return takenOver(session, insert.options(), dataSchema(insert));
  }

  /** The columns that a command of Spark's writes into files. */
  private static StructType dataSchema(InsertIntoHadoopFsRelationCommand insert) {
    var output = CollectionConverters.asJava(insert.outputColumns());
    var partitions = CollectionConverters.asJava(insert.partitionColumns());
    return new StructType(
        output.stream()
            .filter(column -> partitions.stream().noneMatch(other -> same(column, other)))
            .map(
                column ->
                    new StructField(
                        column.name(), column.dataType(), column.nullable(), column.metadata()))
            .toArray(StructField[]::new));
  }

  private static boolean same(Attribute one, Attribute other) {
    return one.exprId().equals(other.exprId());
  }

  private static WriteColumns columns(SparkSession session, StructType data) {
    return WriteColumns.of(data, List.of(), session.sessionState().conf().caseSensitiveAnalysis());
  }

  /** Spark's own preparation of a job, done for what it sets in there. */
  @FunctionalInterface
  public interface Preparation {
    /** Sets up the job. */
    void prepare(SparkSession session, Job job, Map<String, String> options, StructType data);
  }

  /** Sets the job up as Spark's own format does, but for who writes its files. */
  public OutputWriterFactory prepare(Preparation builtIn, Job job) {
    OutputWriterFactory writers = writers(job);
    builtIn.prepare(session, job, options, columns.data());
    return writers;
  }

  /** Who writes the files of the job, which is left as it is. */
  OutputWriterFactory writers(Job job) {
    Path output = FileOutputFormat.getOutputPath(job);
    try {
      return new PipelineWriterFactory(columns, conf, output);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot prepare the write to " + output, e);
    }
  }
}
