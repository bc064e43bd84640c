package org.parquetext.documents;

import java.net.URI;
import java.nio.file.Path;
import org.parquetext.spark.ParquetExtDataSource;

/** The class path of this JVM. */
final class ClassPath {
  private ClassPath() {}

  /** Surefire's own, where it starts its JVM by the manifest of a jar. */
  static String text() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** The one jar that users add, or the folder of its classes where it is not packed yet. */
  static String ofPlugin() {
    return Path.of(
            URI.create(
                ParquetExtDataSource.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toString()))
        .toString();
  }
}
