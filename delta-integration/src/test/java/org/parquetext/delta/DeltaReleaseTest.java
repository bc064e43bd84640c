package org.parquetext.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Class paths without delta-spark, with another release of it, with the one of another Spark, and
 * with one that differs as a patch of it may.
 */
class DeltaReleaseTest {

  private static final String SPARK = org.apache.spark.package$.MODULE$.SPARK_VERSION();

  private static final String MOVED = "org.apache.spark.sql.delta.Relocated$";
  private static final String TABLE = "org.apache.spark.sql.delta.catalog.DeltaTableV2";

  private static final String[] DELTA_SETTINGS = {
    "spark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension",
    "spark.sql.catalog.spark_catalog=org.apache.spark.sql.delta.catalog.DeltaCatalog"
  };

  /** Where the build puts them. */
  private static final Path OTHER_RELEASES = Path.of("target", "other-releases");

  @TempDir Path directory;

  private static boolean isDelta(String entry) {
    return entry.contains("delta-spark_");
  }

  private static URL[] urls(List<String> classPath) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : classPath) {
      urls.add(new File(entry).toURI().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  /** Asks for the release that classes of its own have beside them, whatever this JVM has. */
  private static void require(List<String> classPath, String spark) throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(urls(classPath), ClassLoader.getPlatformClassLoader())) {
      require(loader, loader, spark);
    }
  }

  private static void require(ClassLoader loader, ClassLoader ofThread, String spark)
      throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader usual = thread.getContextClassLoader();
    thread.setContextClassLoader(ofThread);
    try {
      Class<?> type = loader.loadClass(DeltaRelease.class.getName());
      Constructor<?> constructor = type.getDeclaredConstructor(ClassLoader.class, String.class);
      constructor.setAccessible(true);
      Class<?> path = loader.loadClass(org.apache.hadoop.fs.Path.class.getName());
      Method require = type.getDeclaredMethod("require", path);
      require.setAccessible(true);
      require.invoke(
          constructor.newInstance(loader, spark),
          path.getConstructor(String.class).newInstance("/some/table"));
    } catch (InvocationTargetException e) {
      throw (Exception) e.getCause();
    } finally {
      thread.setContextClassLoader(usual);
    }
  }

  private static List<String> classPathWithoutDelta() {
    return new ArrayList<>(ChildJvm.classPath().stream().filter(entry -> !isDelta(entry)).toList());
  }

  private static List<String> classPathWith(Path release) {
    List<String> classPath = classPathWithoutDelta();
    classPath.add(release.toString());
    return classPath;
  }

  /** With a class of Delta that uses something of Spark by another name, of the same length. */
  private List<String> classPathWithChanged(String name, String used, String changed)
      throws IOException {
    String file = name.replace('.', '/') + ".class";
    Path copy = directory.resolve("changed").resolve(file);
    Files.createDirectories(copy.getParent());
    try (InputStream original = getClass().getClassLoader().getResourceAsStream(file)) {
      String bytes = new String(original.readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(bytes).contains(used);
      Files.writeString(copy, bytes.replace(used, changed), StandardCharsets.ISO_8859_1);
    }
    List<String> classPath = new ArrayList<>(List.of(directory.resolve("changed").toString()));
    classPath.addAll(ChildJvm.classPath());
    return classPath;
  }

  @Test
  void theOneThatThisIsMadeForFits() {
    assertThatCode(() -> require(ChildJvm.classPath(), SPARK)).doesNotThrowAnyException();
    assertThat(ChildJvm.classPath())
        .anyMatch(entry -> entry.endsWith("delta-spark_2.13-" + DeltaRelease.VERSION + ".jar"));
  }

  @ParameterizedTest
  @CsvSource({"delta-spark_2.13-4.2.0.jar, 4.2.0", "delta-spark_4.1_2.13-4.4.0.jar, 4.4.0"})
  void anotherIsNamedBesideTheOneToUse(String jar, String version) throws IOException {
    Path release = OTHER_RELEASES.resolve(jar);
    assertThat(Files.size(release)).isPositive();
    assertThatThrownBy(() -> require(classPathWith(release), SPARK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cannot write to the Delta table /some/table")
        .hasMessageContaining("delta-spark %s (%s) and Spark %s".formatted(version, jar, SPARK))
        .hasMessageContaining("Use io.delta:delta-spark_2.13:4.4.0");
  }

  /** As a patch of Spark or of Delta may do it: no write of a batch comes there. */
  @Test
  void oneThatDiffersWhereNoCommitComesFits() throws IOException {
    List<String> classPath =
        classPathWithChanged(MOVED, "$lessinit$greater$default$15", "$lessinit$greater$default$99");
    assertThatCode(() -> require(classPath, SPARK)).doesNotThrowAnyException();
  }

  @Test
  @FullEffort
  void andWrites() throws Exception {
    List<String> classPath =
        classPathWithChanged(MOVED, "$lessinit$greater$default$15", "$lessinit$greater$default$99");
    assertThat(failureOfAWriter(classPath, DELTA_SETTINGS)).isEmpty();
    assertThat(directory.resolve("table/_delta_log/00000000000000000000.json")).exists();
  }

  @Test
  void oneThatDoesNotFindWhatSparkHasMovedIsRefused() throws IOException {
    List<String> classPath =
        classPathWithChanged(
            MOVED, "/streaming/checkpointing/Checkpoint", "/streaming/Checkpointing/Checkpoint");
    assertThatThrownBy(() -> require(classPath, SPARK))
        .hasMessageContaining("/streaming/Checkpointing/CheckpointFileManager$")
        .hasMessageContaining("Use io.delta:delta-spark_2.13:4.4.0");
  }

  @Test
  void oneForOtherTablesOfTheCatalogIsRefused() throws IOException {
    List<String> classPath = classPathWithChanged(TABLE, "copy$default$22", "copy$default$23");
    assertThatThrownBy(() -> require(classPath, SPARK))
        .hasMessageContaining("CatalogTable.copy$default$23")
        .hasMessageContaining("Use io.delta:delta-spark_2.13:4.4.0");
  }

  @Test
  void oneOutOfReachIsNamedWithTheRemedy() throws Exception {
    URL[] delta = urls(ChildJvm.classPath().stream().filter(DeltaReleaseTest::isDelta).toList());
    try (URLClassLoader jars =
            new URLClassLoader(
                urls(classPathWithoutDelta()), ClassLoader.getPlatformClassLoader());
        URLClassLoader packages = new URLClassLoader(delta, jars)) {
      assertThatThrownBy(() -> require(jars, packages, SPARK))
          .hasMessageContaining(
              "Cannot write to the Delta table /some/table: delta-spark is on the")
          .hasMessageContaining("class path (" + delta[0].getPath() + "), but in a class loader")
          .hasMessageContaining("Put both into one place");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "4.0.4, io.delta:delta-spark_4.0_2.13:4.4.0",
    "4.1.3, io.delta:delta-spark_4.1_2.13:4.4.0",
    "4.2.0, io.delta:delta-spark_2.13:4.4.0",
    "5.0.0, the io.delta:delta-spark of Spark 5.0.0"
  })
  void eachSparkHasItsOwn(String spark, String coordinates) {
    assertThatThrownBy(() -> require(classPathWithoutDelta(), spark))
        .hasMessageContaining("delta-spark is not on the class path. Add " + coordinates)
        .hasMessageContaining("spark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension")
        .hasMessageContaining("spark.sql.catalog.spark_catalog=");
  }

  @Test
  void aWriteWithoutItSaysWhatToAdd() throws Exception {
    assertThat(failureOfAWriter(withoutAllOfDelta()))
        .contains("delta-spark is not on the class path. Add io.delta:delta-spark_2.13:4.4.0")
        .contains("spark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension");
    assertThat(directory.resolve("table")).doesNotExist();
  }

  @Test
  @FullEffort
  void soDoesOneInASessionThatIsSetUpForIt() throws Exception {
    assertThat(failureOfAWriter(withoutAllOfDelta(), DELTA_SETTINGS[0]))
        .contains("Add io.delta:delta-spark_2.13:4.4.0");
    assertThat(directory.resolve("table")).doesNotExist();
  }

  private static List<String> withoutAllOfDelta() {
    return ChildJvm.classPath().stream().filter(entry -> !entry.contains("/io/delta/")).toList();
  }

  /** Empty if there is none. */
  private String failureOfAWriter(List<String> classPath, String... settings) throws Exception {
    Path failure = directory.resolve("failure.txt");
    List<String> arguments =
        new ArrayList<>(List.of(directory.resolve("table").toString(), failure.toString()));
    arguments.addAll(List.of(settings));
    Path output = directory.resolve("output.txt");
    new ChildJvm(output, classPath).run(ChildWriter.class, arguments.toArray(String[]::new));
    assertThat(failure).as(() -> output + " has no end").exists();
    return Files.readString(failure);
  }
}
