package org.parquetext.spark.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Table formats that are on no class path, or in class loaders of their own. */
class TableFormatsTest {

  private static final ClassLoader OWN = TableFormatsTest.class.getClassLoader();

  @TempDir Path module;

  /** A format that only the service files of these tests name. */
  public static final class Example implements TableFormat {

    @Override
    public String name() {
      return "example";
    }

    @Override
    public TableWrite open(TableSave save) {
      throw new UnsupportedOperationException();
    }
  }

  private URL moduleWithExample() throws IOException {
    Path services = Files.createDirectories(module.resolve("META-INF/services"));
    Files.writeString(services.resolve(TableFormat.class.getName()), Example.class.getName());
    return module.toUri().toURL();
  }

  @Test
  void aMissingModuleIsNamedByItsCoordinates() {
    assertThatThrownBy(() -> TableFormats.named("delta", List.of(OWN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("`commitProtocol` = `delta`")
        .hasMessageContaining("org.parquetext:parquet-ext-delta_2.13:");
  }

  @Test
  void aModuleIsFoundInTheClassLoaderThatHasIt() throws IOException {
    try (URLClassLoader packages = new URLClassLoader(new URL[] {moduleWithExample()}, OWN)) {
      assertThat(TableFormats.named("example", List.of(OWN, OWN, packages)))
          .isInstanceOf(Example.class);
    }
  }

  @Test
  void aModuleOfAnotherCopyOfThePluginIsRefusedWithBothPlaces() throws IOException {
    List<URL> urls = new ArrayList<>(List.of(moduleWithExample()));
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    for (String entry : classPath.split(File.pathSeparator)) {
      urls.add(new File(entry).toURI().toURL());
    }
    try (URLClassLoader other =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      assertThatThrownBy(() -> TableFormats.named("example", List.of(OWN, other)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("`commitProtocol` = `example`")
          .hasMessageContaining("parquet-ext is on the class path twice, in two class loaders")
          .hasMessageContaining("Keep one of them")
          .hasMessageContaining(
              TableFormat.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    }
  }
}
