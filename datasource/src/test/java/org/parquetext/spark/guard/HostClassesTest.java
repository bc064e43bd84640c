package org.parquetext.spark.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.execution.datasources.InsertIntoHadoopFsRelationCommand;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.sources.CreatableRelationProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.spark.LocalSpark;
import org.parquetext.spark.ParquetExtDataSource;
import org.parquetext.spark.format.Takeover;
import scala.Option;
import scala.collection.immutable.Map$;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** The first use of the source in a runtime that lacks something. */
@ExtendWith(LocalSpark.class)
class HostClassesTest {

  @TempDir private Path directory;

  @Test
  void whatIsRequiredIsHere() {
    assertThatCode(HostClasses::require).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "scala.jdk.javaapi.CollectionConverters",
        "org.apache.spark.sql.classic.DataFrameWriter",
        "org.apache.hadoop.fs.BulkDelete",
        "org.apache.parquet.column.statistics.SizeStatistics",
        "org.apache.arrow.vector.VectorSchemaRoot"
      })
  void aMissingClassIsNamed(String missing) throws Exception {
    try (ForeignRuntime runtime = new ForeignRuntime(Set.of(missing), directory)) {
      assertThatThrownBy(() -> requireIn(runtime))
          .cause()
          .hasMessageContaining("cannot run here")
          .hasMessageContaining(missing)
          .hasMessageContaining("Spark 4.0 to 4.2 with Scala 2.13")
          .hasMessageContaining(
              "This is Spark " + org.apache.spark.package$.MODULE$.SPARK_VERSION());
    }
  }

  /** As in a runtime with a changed copy of a library. */
  @Test
  void anIncompatibleClassIsNamedWithItsJar() throws Exception {
    compile("org.apache.spark.memory", "MemoryConsumer", "public class MemoryConsumer {}");
    try (ForeignRuntime runtime = new ForeignRuntime(Set.of(), directory)) {
      assertThatThrownBy(() -> requireIn(runtime))
          .cause()
          .hasMessageContaining(
              "org.apache.spark.memory.MemoryConsumer has no method acquireMemory")
          .hasMessageContaining(directory.getFileName().toString());
    }
  }

  /** Every door asks: the first that a job of a path comes to, for one. */
  @Test
  void theDoorAsks() throws Exception {
    String missing = "org.apache.arrow.vector.VectorSchemaRoot";
    try (ForeignRuntime runtime = new ForeignRuntime(Set.of(missing), directory)) {
      Object source =
          runtime
              .loadClass(ParquetExtDataSource.class.getName())
              .getDeclaredConstructor()
              .newInstance();
      Method door =
          Arrays.stream(CreatableRelationProvider.class.getMethods())
              .filter(method -> method.getName().equals("createRelation"))
              .findFirst()
              .orElseThrow();
      assertThatThrownBy(() -> door.invoke(source, null, null, null, null))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .hasMessageContaining(missing);
    }
  }

  /** A job that asked for Spark's own format knows nothing of what this one needs. */
  @ParameterizedTest
  @CsvSource({"org.apache.arrow.vector.VectorSchemaRoot, false", "none, true"})
  void whereSomethingIsMissingNothingIsTakenOver(
      String missing, boolean isTakenOver, SparkSession spark) throws Exception {
    spark.conf().set("spark.parquetext.takeover", true);
    LogicalPlan write = builtInWrite(spark);
    try (ForeignRuntime runtime = new ForeignRuntime(Set.of(missing), directory)) {
      Object takeover =
          runtime
              .loadClass(Takeover.class.getName())
              .getConstructor(SparkSession.class)
              .newInstance(spark);
      LogicalPlan planned = ((Rule<LogicalPlan>) takeover).apply(write);
      assertThat(((InsertIntoHadoopFsRelationCommand) planned).fileFormat().toString())
          .isEqualTo(isTakenOver ? "Parquet by parquet-ext" : "Parquet");
    }
  }

  private static LogicalPlan builtInWrite(SparkSession spark) {
    Seq<Attribute> none = CollectionConverters.asScala(List.<Attribute>of()).toSeq();
    return new InsertIntoHadoopFsRelationCommand(
        new org.apache.hadoop.fs.Path("/nowhere"),
        Map$.MODULE$.empty(),
        false,
        none,
        Option.empty(),
        new ParquetFileFormat(),
        Map$.MODULE$.empty(),
        spark.range(1).queryExecution().analyzed(),
        SaveMode.Append,
        Option.empty(),
        Option.empty(),
        CollectionConverters.asScala(List.of("id")).toSeq());
  }

  /** Nothing is required that no class of the project uses. */
  @Test
  void whatIsRequiredIsUsed() {
    Set<String> used =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.parquetext")
                .stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(Dependency::getTargetClass)
                .map(type -> type.getName())
                .collect(Collectors.toSet());
    assertThat(used).containsAll(HostClasses.names());
  }

  private static void requireIn(ForeignRuntime runtime) throws ReflectiveOperationException {
    Method require = runtime.loadClass(HostClasses.class.getName()).getDeclaredMethod("require");
    require.setAccessible(true);
    require.invoke(null);
  }

  private void compile(String packageName, String name, String text) throws IOException {
    Path source = directory.resolve(name + ".java");
    Files.writeString(source, "package %s;\n%s".formatted(packageName, text));
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", directory.toString(), source.toString()))
        .isZero();
  }

  /**
   * Loads the project's classes anew, over a runtime without some classes and with other ones in
   * the place of its own.
   */
  private static final class ForeignRuntime extends URLClassLoader {

    private final Set<String> missing;
    private final URLClassLoader replaced;

    ForeignRuntime(Set<String> missing, Path replacements) throws IOException {
      super(
          new URL[] {HostClasses.class.getProtectionDomain().getCodeSource().getLocation()},
          ForeignRuntime.class.getClassLoader());
      this.missing = missing;
      this.replaced = new URLClassLoader(new URL[] {replacements.toUri().toURL()}, null);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        if (missing.contains(name)) {
          throw new ClassNotFoundException(name);
        }
        if (replaced.getResource(name.replace('.', '/') + ".class") != null) {
          return replaced.loadClass(name);
        }
        if (name.startsWith("org.parquetext.")) {
          Class<?> known = findLoadedClass(name);
          return known != null ? known : findClass(name);
        }
        return super.loadClass(name, resolve);
      }
    }

    @Override
    public void close() throws IOException {
      replaced.close();
      super.close();
    }
  }
}
