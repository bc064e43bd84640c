package org.parquetext.integration.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.parquetext.spark.ParquetExtDataSource;

/** How {@code spark-submit} is told of the plugin. */
interface Plugin {

  /** The options of {@code spark-submit}. */
  List<String> options();

  /** By a jar, made of the classes of this build. */
  static Plugin jar(Path directory) throws IOException {
    Path jar = ClassesJar.ofOrigin(ParquetExtDataSource.class, directory.resolve("plugin.jar"));
    return () -> List.of("--jars", jar.toString());
  }

  /**
   * By its coordinates, from the repository that the build has deployed to, and from no other: the
   * caches of Ivy and Maven are empty.
   *
   * @param cache that Spark downloads to
   */
  static Plugin packages(Path cache, WithPackages packages) {
    Path repository = repository();
    String coordinates =
        Arrays.stream(packages.value()).map(Plugin::versioned).collect(Collectors.joining(","));
    return () ->
        List.of(
            "--packages",
            coordinates,
            "--repositories",
            repository.toUri().toString(),
            "--conf",
            "spark.jars.ivy=" + cache);
  }

  private static String versioned(String coordinates) {
    int version = coordinates.lastIndexOf(':') + 1;
    return coordinates.substring(0, version) + System.getProperty(coordinates.substring(version));
  }

  /** What the build has deployed, as users find it. */
  static Path repository() {
    Path repository = Path.of(System.getProperty("parquetext.repository"));
    if (!Files.isDirectory(repository.resolve("org/parquetext"))) {
      throw new AssertionError(
          "No artifacts in %s: these tests run in `mvn verify` only".formatted(repository));
    }
    return repository;
  }
}
