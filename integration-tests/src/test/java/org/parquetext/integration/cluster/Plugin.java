package org.parquetext.integration.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
   * As a page tells users to get it, from the repository that the build has deployed to, and from
   * no other: the caches of Ivy and Maven are empty.
   *
   * @param directory of what Spark downloads, and of the settings
   */
  static Plugin packages(Path directory, WithPackages page) throws IOException {
    Files.createDirectories(directory);
    List<String> options = new ArrayList<>(DocumentedSubmit.options(Path.of("..", page.value())));
    options.addAll(List.of("--conf", "spark.jars.ivy=" + directory));
    options.addAll(List.of("--conf", "spark.jars.ivySettings=" + settings(directory)));
    return () -> options;
  }

  private static Path settings(Path directory) throws IOException {
    return Files.writeString(
        directory.resolve("settings.xml"),
        """
        <ivysettings>
          <settings defaultResolver="build"/>
          <resolvers>
            <ibiblio name="build" m2compatible="true" root="%s"/>
          </resolvers>
        </ivysettings>
        """
            .formatted(repository().toUri()));
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
