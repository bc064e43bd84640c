package org.parquetext.spark;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.StructType;
import org.parquetext.spark.catalog.SourceName;
import org.parquetext.spark.format.SingleFileWrite;
import org.parquetext.spark.guard.ForeignTables;
import org.parquetext.spark.guard.HostClasses;
import org.parquetext.spark.write.BatchFormat;
import scala.Option;
import scala.collection.immutable.Map;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Spark's interface of file formats: reads are Spark's own Parquet scan, and what is written this
 * way goes through the same pipeline, one file at each call. That is {@code INSERT} where Spark
 * treats a table of the catalog as it treats those of files, and {@code INSERT OVERWRITE DIRECTORY
 * … USING}; a {@code save(path)} never arrives here.
 */
public class ParquetExtFileFormat extends ParquetFileFormat implements BatchFormat {

  private static final long serialVersionUID = 1L;

  @Override
  public String shortName() {
    return SourceName.SHORT;
  }

  @Override
  public String toString() {
    return SourceName.SHORT;
  }

  @Override
  public OutputWriterFactory prepareWrite(
      SparkSession session, Job job, Map<String, String> options, StructType dataSchema) {
    HostClasses.require();
    return SingleFileWrite.of(session, options, dataSchema).prepare(this::prepareBuiltIn, job);
  }

  /** What Spark's own format sets in the job: the committer, for one. */
  private void prepareBuiltIn(
      SparkSession session, Job job, Map<String, String> options, StructType dataSchema) {
    super.prepareWrite(session, job, options, dataSchema);
  }

  /** Infers the schema as Spark does, unless the files belong to a table of another format. */
  @Override
  public Option<StructType> inferSchema(
      SparkSession session, Map<String, String> parameters, Seq<FileStatus> files) {
    Configuration conf = session.sessionState().newHadoopConfWithOptions(parameters);
    Set<Path> directories = new LinkedHashSet<>();
    for (FileStatus file : CollectionConverters.asJava(files)) {
      directories.add(file.getPath().getParent());
    }
    new ForeignTables(conf).refuseRead(new ArrayList<>(directories));
    return super.inferSchema(session, parameters, files);
  }
}
