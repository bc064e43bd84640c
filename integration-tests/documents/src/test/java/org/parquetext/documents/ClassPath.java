package org.parquetext.documents;

import java.io.File;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The class path of this JVM. */
final class ClassPath {
  private ClassPath() {}

  /** Surefire's own, where it starts its JVM by the manifest of a jar. */
  static String text() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** The plugin and its part for Delta, with Delta's own jars: what is added to a cluster. */
  static List<String> ofPlugin() {
    return Stream.of(text().split(File.pathSeparator))
        .filter(
            entry ->
                entry.matches(".*/(datasource|delta-integration)/target/.*|.*/io/delta/.*")
                    && !entry.contains("-tests"))
        .collect(Collectors.toList());
  }
}
