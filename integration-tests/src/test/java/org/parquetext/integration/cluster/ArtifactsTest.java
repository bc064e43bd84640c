package org.parquetext.integration.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.file.CreatedBy;
import org.parquetext.integration.fixture.Project;

/** What the build gives to users: jars, sources, javadoc and POMs. */
class ArtifactsTest {
  private static final String VERSION = CreatedBy.version();

  /** {@code project.build.outputTimestamp}, which has no time zone in a jar. */
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

  private static final Pattern DEPENDENCY =
      Pattern.compile(
          "(?s)<groupId>([^<]*)</groupId>(?:(?!</dependency>).)*<scope>([^<]*)</scope>");

  private static Path file(String artifact, String suffix) {
    return Plugin.repository()
        .resolve("org/parquetext/" + artifact + "/" + VERSION)
        .resolve(artifact + "-" + VERSION + suffix);
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet-ext-spark_2.13", "parquet-ext-delta_2.13"})
  void licenseAndNoticeAreInTheJars(String artifact) throws Exception {
    for (String suffix : List.of(".jar", "-sources.jar")) {
      try (JarFile jar = new JarFile(file(artifact, suffix).toFile())) {
        for (String name : List.of("LICENSE", "NOTICE")) {
          assertThat(content(jar, "META-INF/" + name))
              .as("%s of %s", name, jar.getName())
              .isEqualTo(Files.readString(Project.root().resolve(name)));
        }
      }
    }
  }

  private static String content(JarFile jar, String name) throws IOException {
    ZipEntry entry = jar.getEntry(name);
    assertThat(entry).as("%s in %s", name, jar.getName()).isNotNull();
    return new String(jar.getInputStream(entry).readAllBytes());
  }

  /** Else two builds of one commit would differ. */
  @ParameterizedTest
  @ValueSource(strings = {"parquet-ext-spark_2.13", "parquet-ext-delta_2.13"})
  void nothingTellsWhenOrWhereTheyWereBuilt(String artifact) throws Exception {
    for (String suffix : List.of(".jar", "-sources.jar", "-javadoc.jar")) {
      try (JarFile jar = new JarFile(file(artifact, suffix).toFile())) {
        assertThat(jar.stream().map(ZipEntry::getTimeLocal)).containsOnly(TIME);
        assertThat(jar.getManifest().getMainAttributes().keySet())
            .extracting(Object::toString)
            .isSubsetOf("Manifest-Version", "Created-By", "Build-Jdk-Spec");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet-ext-spark_2.13", "parquet-ext-delta_2.13"})
  void theyBringNothingButEachOther(String artifact) throws Exception {
    Map<Boolean, List<String>> own =
        DEPENDENCY
            .matcher(Files.readString(file(artifact, ".pom")))
            .results()
            .filter(dependency -> !dependency.group(2).equals("provided"))
            .map(dependency -> dependency.group(1))
            .collect(Collectors.partitioningBy("org.parquetext"::equals));
    assertThat(own.get(false)).isEmpty();
    assertThat(own.get(true)).hasSize(artifact.contains("delta") ? 1 : 0);
  }
}
