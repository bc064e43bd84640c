package org.parquetext.spark.guard;

import java.lang.reflect.Method;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.parquetext.WriteException;
import org.parquetext.file.CreatedBy;

/**
 * The classes of Spark and of what it ships that differ between versions and vendors, and that a
 * write links to somewhere: looked at once, when the first door opens, so that what is missing is
 * named before a task fails deep inside. Immutable; safe for use by several threads.
 */
public final class HostClasses {

  private static final HostClasses SHIPPED =
      new HostClasses(
          List.of(
              "Scala 2.13: scala.jdk.javaapi.CollectionConverters",
              "Spark 4: org.apache.spark.sql.classic.DataFrameWriter",
              "Spark 4: org.apache.spark.sql.classic.DataStreamWriter",
              "Spark 4: org.apache.spark.sql.connector.write.RequiresDistributionAndOrdering"
                  + "#advisoryPartitionSizeInBytes()",
              "Spark 4: org.apache.spark.sql.execution.datasources.SaveIntoDataSourceCommand",
              "Spark 4: org.apache.spark.sql.execution.datasources.parquet"
                  + ".SparkToParquetSchemaConverter",
              "Spark 4: org.apache.spark.sql.execution.streaming.Sink",
              "Spark 4: org.apache.spark.internal.io.HadoopMapReduceCommitProtocol",
              "Spark 4: org.apache.spark.internal.io.FileCommitProtocol"
                  + "#newTaskTempFile(org.apache.hadoop.mapreduce.TaskAttemptContext,scala.Option,"
                  + "org.apache.spark.internal.io.FileNameSpec)",
              "Spark 4: org.apache.spark.memory.MemoryConsumer#acquireMemory(long)",
              "Hadoop 3.4.1: org.apache.hadoop.fs.StreamCapabilities",
              "Hadoop 3.4.1: org.apache.hadoop.fs.BulkDelete",
              "Hadoop 3.4.1: org.apache.hadoop.mapreduce.lib.output.PathOutputCommitterFactory",
              "Parquet 1.15: org.apache.parquet.column.statistics.SizeStatistics",
              "Parquet 1.15: org.apache.parquet.crypto.InternalFileEncryptor",
              "Parquet 1.15: org.apache.parquet.format.converter.ParquetMetadataConverter"
                  + "#toParquetMetadata(int,org.apache.parquet.hadoop.metadata.ParquetMetadata,"
                  + "org.apache.parquet.crypto.InternalFileEncryptor)",
              "Arrow 18: org.apache.arrow.memory.BufferAllocator"
                  + "#newChildAllocator(java.lang.String,long,long)",
              "Arrow 18: org.apache.arrow.vector.VectorSchemaRoot",
              "zstd-jni: com.github.luben.zstd.ZstdCompressCtx",
              "snappy-java: org.xerial.snappy.Snappy",
              "lz4-java: net.jpountz.xxhash.XXHashFactory"));

  private final List<String> required;
  private final Optional<String> problem;

  private HostClasses(List<String> required) {
    this.required = required;
    this.problem = required.stream().flatMap(line -> problem(line).stream()).findFirst();
  }

  /**
   * Returns if all are there.
   *
   * @throws WriteException naming what is missing, whose it is, and what would do
   */
  public static void require() {
    SHIPPED.problem.ifPresent(
        problem -> {
          throw new WriteException(
              "parquet-ext %s cannot run here: %s. It runs on Spark 4.0 to 4.2 with Scala 2.13"
                      .formatted(CreatedBy.version(), problem)
                  + " and Hadoop 3.4.1 or later, as released by Apache. This is "
                  + host()
                  + ".");
        });
  }

  /** The names of the classes. */
  static List<String> names() {
    return SHIPPED.required.stream().map(line -> line.replaceAll(".*: |#.*", "")).toList();
  }

  /** What is wrong with a line {@code library: class} or {@code library: class#method(types)}. */
  private static Optional<String> problem(String line) {
    String library = line.substring(0, line.indexOf(": "));
    String[] member = line.substring(library.length() + 2).split("#");
    Class<?> found;
    try {
      found = Class.forName(member[0], false, HostClasses.class.getClassLoader());
      if (member.length == 1 || methods(found).anyMatch(member[1]::equals)) {
        return Optional.empty();
      }
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.of("there is no class %s (%s): %s".formatted(member[0], library, e));
    }
    return Optional.of(
        "%s has no method %s (%s); it was loaded from %s"
            .formatted(member[0], member[1], library, origin(found)));
  }

  private static Stream<String> methods(Class<?> type) {
    return Stream.concat(Arrays.stream(type.getMethods()), Arrays.stream(type.getDeclaredMethods()))
        .map(HostClasses::signature);
  }

  private static String signature(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(Class::getName)
        .collect(Collectors.joining(",", method.getName() + "(", ")"));
  }

  private static String origin(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return source == null ? "the JVM" : String.valueOf(source.getLocation());
  }

  /** The versions of Spark and Scala, as far as they tell. */
  private static String host() {
    return "Spark "
        + constant("org.apache.spark.package$", "SPARK_VERSION")
        + " with Scala "
        + constant("scala.util.Properties$", "versionNumberString");
  }

  private static String constant(String module, String method) {
    try {
      Class<?> type = Class.forName(module);
      return String.valueOf(type.getMethod(method).invoke(type.getField("MODULE$").get(null)));
    } catch (ReflectiveOperationException | LinkageError e) {
      return "of an unknown version";
    }
  }
}
