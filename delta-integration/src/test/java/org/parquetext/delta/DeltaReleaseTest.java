package org.parquetext.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Class paths without delta-spark, with another release of it, and with the one of another Spark.
 */
class DeltaReleaseTest {

  private static final String SPARK = org.apache.spark.package$.MODULE$.SPARK_VERSION();

  /** Where the build puts them. */
  private static final Path OTHER_RELEASES = Path.of("target", "other-releases");

  @TempDir Path directory;

  private static boolean isDelta(String entry) {
    return entry.contains("delta-spark_");
  }

  /** Asks for the release that classes of its own have beside them, whatever this JVM has. */
  private static void require(List<String> classPath, String spark) throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : classPath) {
      urls.add(new File(entry).toURI().toURL());
    }
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
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
    }
  }

  private static List<String> classPathWith(Path release) {
    List<String> classPath = new ArrayList<>(ChildJvm.classPath());
    classPath.removeIf(DeltaReleaseTest::isDelta);
    classPath.add(release.toString());
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

  @ParameterizedTest
  @CsvSource({
    "4.0.4, io.delta:delta-spark_4.0_2.13:4.4.0",
    "4.1.3, io.delta:delta-spark_4.1_2.13:4.4.0",
    "4.2.0, io.delta:delta-spark_2.13:4.4.0",
    "5.0.0, the io.delta:delta-spark of Spark 5.0.0"
  })
  void eachSparkHasItsOwn(String spark, String coordinates) {
    List<String> classPath = new ArrayList<>(ChildJvm.classPath());
    classPath.removeIf(DeltaReleaseTest::isDelta);
    assertThatThrownBy(() -> require(classPath, spark))
        .hasMessageContaining("delta-spark is not on the class path. Add " + coordinates)
        .hasMessageContaining("spark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension")
        .hasMessageContaining("spark.sql.catalog.spark_catalog=");
  }

  @Test
  void aWriteWithoutItSaysWhatToAdd() throws Exception {
    assertThat(failureOfAWriter())
        .contains("delta-spark is not on the class path. Add io.delta:delta-spark_2.13:4.4.0")
        .contains("spark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension");
  }

  @Test
  @FullEffort
  void soDoesOneInASessionThatIsSetUpForIt() throws Exception {
    assertThat(failureOfAWriter("spark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension"))
        .contains("Add io.delta:delta-spark_2.13:4.4.0");
  }

  private String failureOfAWriter(String... settings) throws Exception {
    Path failure = directory.resolve("failure.txt");
    List<String> arguments =
        new ArrayList<>(List.of(directory.resolve("table").toString(), failure.toString()));
    arguments.addAll(List.of(settings));
    Path output = directory.resolve("output.txt");
    new ChildJvm(output, entry -> !entry.contains("/io/delta/"))
        .run(WriterWithoutDelta.class, arguments.toArray(String[]::new));
    assertThat(failure).as(() -> output + " has no failure").exists();
    assertThat(directory.resolve("table")).doesNotExist();
    return Files.readString(failure);
  }
}
