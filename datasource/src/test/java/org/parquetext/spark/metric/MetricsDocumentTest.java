package org.parquetext.spark.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MetricsDocumentTest {

  private static String table(String of) throws IOException {
    String document = Files.readString(Path.of("..", "docs", "metrics.md"));
    String start = "<!-- " + of + ": generated from the registry, checked by a test -->\n\n";
    String end = "\n<!-- /" + of + " -->";
    return document.substring(document.indexOf(start) + start.length(), document.indexOf(end));
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
