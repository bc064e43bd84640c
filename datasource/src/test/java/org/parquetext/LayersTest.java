package org.parquetext;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The layer rules, checked on the compiled classes. */
class LayersTest {

  private static final String ROOT = "org.parquetext";

  private static final String[] JAVA = {"java..", "org.slf4j.."};
  private static final String[] ARROW = {"org.apache.arrow.."};
  private static final String[] PARQUET_COLUMN = {
    "org.apache.parquet",
    "org.apache.parquet.column..",
    "org.apache.parquet.schema..",
    "org.apache.parquet.io..",
    "org.apache.parquet.internal.column.."
  };
  private static final String[] PARQUET_FORMAT = {
    "org.apache.parquet.format..", "org.apache.parquet.hadoop.metadata.."
  };
  private static final String[] SPARK = {
    "org.apache..", "scala", "scala..", "com.fasterxml.jackson..", "com.codahale.metrics.."
  };

  /** From the bottom up: a layer may use those before it, and the libraries named. */
  private static final List<Layer> LAYERS =
      List.of(
          new Layer("", JAVA),
          new Layer("buffer", JAVA),
          new Layer("options", JAVA),
          new Layer("encoding", JAVA),
          new Layer("dictionary", JAVA),
          new Layer("statistics", JAVA, PARQUET_COLUMN),
          new Layer("level", JAVA, ARROW),
          new Layer("fingerprint", JAVA, new String[] {"net.jpountz.."}),
          new Layer(
              "compression",
              JAVA,
              new String[] {
                "com.github.luben.zstd..",
                "org.xerial.snappy..",
                "net.jpountz..",
                "com.aayushatharva.brotli4j.."
              }),
          new Layer("schema", JAVA, ARROW, PARQUET_COLUMN),
          new Layer("column", JAVA, ARROW, PARQUET_COLUMN, PARQUET_FORMAT),
          new Layer(
              "file",
              JAVA,
              PARQUET_COLUMN,
              PARQUET_FORMAT,
              new String[] {
                "org.apache.hadoop..",
                "org.apache.parquet.crypto..",
                "org.apache.parquet.hadoop..",
                "org.apache.parquet.internal.hadoop.."
              }),
          new Layer(
              "verify",
              JAVA,
              PARQUET_COLUMN,
              PARQUET_FORMAT,
              new String[] {
                "org.apache.hadoop..",
                "org.apache.parquet.conf..",
                "org.apache.parquet.crypto..",
                "org.apache.parquet.hadoop.."
              }),
          new Layer(
              "pipeline",
              JAVA,
              ARROW,
              PARQUET_COLUMN,
              new String[] {"org.apache.parquet.hadoop.metadata.."}),
          new Layer("spark.arrow", JAVA, SPARK),
          new Layer("spark.commit", JAVA, SPARK),
          new Layer("spark.conf", JAVA, SPARK),
          new Layer("spark.metric", JAVA, SPARK),
          new Layer("spark.report", JAVA, SPARK),
          new Layer("spark.write", JAVA, SPARK),
          new Layer("spark.plan", JAVA, SPARK),
          new Layer("spark.guard", JAVA, SPARK),
          new Layer("spark.path", JAVA, SPARK),
          new Layer("spark.stream", JAVA, SPARK),
          new Layer("spark.format", JAVA, SPARK),
          new Layer("spark.catalog", JAVA, SPARK),
          new Layer("spark", JAVA, SPARK));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @TestFactory
  Stream<DynamicTest> aLayerUsesOnlyWhatStandsBelowIt() {
    return LAYERS.stream()
        .map(layer -> DynamicTest.dynamicTest(layer.packageName(), () -> checkLayer(layer)));
  }

  private static void checkLayer(Layer layer) {
    List<String> allowed = new ArrayList<>(layer.libraries);
    for (Layer below : LAYERS.subList(0, LAYERS.indexOf(layer) + 1)) {
      allowed.add(below.packageName());
    }
    String[] others =
        LAYERS.stream()
            .map(Layer::packageName)
            .filter(name -> !allowed.contains(name))
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(layer.packageName())
        .should()
        .dependOnClassesThat(resideInAnyPackage(others))
        .allowEmptyShould(true)
        .check(CLASSES);
    classes()
        .that()
        .resideInAPackage(layer.packageName())
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(allowed.toArray(String[]::new))
                .or(JavaClass.Predicates.equivalentTo(Object.class))
                .or(primitives()))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> primitives() {
    return DescribedPredicate.describe(
        "primitives and arrays", type -> type.isPrimitive() || type.isArray());
  }

  @Test
  void everyClassHasALayer() {
    String[] packages = LAYERS.stream().map(Layer::packageName).toArray(String[]::new);
    classes().should().resideInAnyPackage(packages).check(CLASSES);
  }

  @Test
  void theDocumentsListTheLayersInTheirOrder() throws IOException {
    String document = Files.readString(Path.of("..", "docs", "architecture.md"));
    String table =
        document.substring(
            document.indexOf("\n## The code\n"), document.indexOf("\nA package uses only"));
    List<String> listed =
        Pattern.compile("^\\| (\\(root\\)|`([a-z.]+)`) \\|", Pattern.MULTILINE)
            .matcher(table)
            .results()
            .map(row -> row.group(2) == null ? "" : row.group(2))
            .filter(name -> !name.equals("delta"))
            .toList();
    assertThat(listed).isEqualTo(LAYERS.stream().map(layer -> layer.name).toList());
  }

  @Test
  void onlyTheSparkLayersKnowSpark() {
    noClasses()
        .that(not(resideInAPackage(ROOT + ".spark..")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "scala..")
        .check(CLASSES);
  }

  @Test
  void threadsLocksAndQueuesLiveInThePipeline() {
    noClasses()
        .that(not(resideInAPackage(ROOT + ".pipeline")))
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "threads, executors, locks or queues",
                type ->
                    type.isAssignableTo(Thread.class)
                            && !type.isEquivalentTo(Object.class)
                            && !type.isEquivalentTo(Thread.class)
                        || type.getPackageName().startsWith("java.util.concurrent")
                            && !type.getSimpleName().equals("LongAdder")
                            && !type.getSimpleName().equals("ConcurrentHashMap")
                            && !type.getSimpleName().equals("TimeUnit")))
        .check(CLASSES);
  }

  @Test
  void nothingIsCompiledIntoAPackageOfAnotherProject() {
    classes().should().resideInAPackage(ROOT + "..").check(CLASSES);
  }

  /** One row of the package table. */
  private static final class Layer {

    private final String name;
    private final List<String> libraries = new ArrayList<>();

    Layer(String name, String[]... libraries) {
      this.name = name;
      for (String[] group : libraries) {
        this.libraries.addAll(Arrays.asList(group));
      }
    }

    String packageName() {
      return name.isEmpty() ? ROOT : ROOT + "." + name;
    }
  }
}
