package org.parquetext.spark.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {

  private static String table(String of) throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    String start = "<!-- " + of + ": generated from the registry, checked by a test -->\n\n";
    String end = "\n<!-- /" + of + " -->";
    return readme.substring(readme.indexOf(start) + start.length(), readme.indexOf(end));
  }

  @Test
  void theTableOfWritesIsTheRegistrys() throws IOException {
    assertThat(table("metrics of a write")).isEqualTo(MetricTables.ofWrites());
  }

  @Test
  void theTableOfThePluginIsTheRegistrys() throws IOException {
    assertThat(table("metrics of a process")).isEqualTo(MetricTables.ofPlugin());
  }
}
