package org.parquetext.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.apache.parquet.Version;

/**
 * Who wrote a file. Readers key their rules (the zone of INT96, trust in statistics) on
 * parquet-java's name, and files written here follow parquet-java's rules: so its name stands
 * first, and this project's version in the build part.
 */
public final class CreatedBy {

  private static final Properties BUILD = load();

  private CreatedBy() {}

  /** This project's version. */
  public static String version() {
    return BUILD.getProperty("version");
  }

  /** The footer's {@code created_by}. */
  public static String text() {
    String commit = BUILD.getProperty("commit", "");
    String build =
        commit.isEmpty() || commit.startsWith("$") ? version() : version() + " " + commit;
    return "parquet-mr version " + parquetVersion() + " (build parquet-ext " + build + ")";
  }

  /** The version of parquet-hadoop that runs; read by reflection, since javac inlines constants. */
  private static String parquetVersion() {
    try {
      return (String) Version.class.getField("VERSION_NUMBER").get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot read the version of parquet-common", e);
    }
  }

  private static Properties load() {
    Properties properties = new Properties();
    try (InputStream in = CreatedBy.class.getResourceAsStream("build.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
