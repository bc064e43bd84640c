package org.parquetext.integration.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.integration.fixture.SinceSpark;
import org.parquetext.spark.metric.WriteMetric;

class BrowserTest extends ObservedTest {

  /** Where somebody can look at it. */
  private static final Path SCREENSHOT = Path.of("target", "sql-tab.png");

  @TempDir private Path files;

  @Test
  @SinceSpark(value = "4.2", because = "a graph whose nodes show their metrics when asked to")
  void theSqlTabShowsTheMetricsOfAFinishedWrite() throws Exception {
    Optional<Path> program = Browser.installed();
    assumeTrue(
        program.isPresent(), () -> "no browser: none of " + Browser.names() + " is on the PATH");
    write();
    awaitEvents();
    JsonNode write = ui().lastWrite();
    try (Browser browser = Browser.start(program.orElseThrow(), files)) {
      browser.open(
          ui().page(write.get("id").asLong()),
          "document.querySelector('#plan-viz-graph svg .node')");
      showMetricsInTheGraph(browser);
      assertShown(browser, SparkInterface.metrics(write));
      browser.screenshot(SCREENSHOT);
    }
    assertThat(SCREENSHOT).isNotEmptyFile();
    assertThat(Files.readAllBytes(SCREENSHOT)).startsWith(0x89, 'P', 'N', 'G');
  }

  private static void showMetricsInTheGraph(Browser browser) throws Exception {
    browser.evaluate("document.getElementById('detailed-labels-checkbox').click()");
    browser.awaitTrue("document.querySelector('#plan-viz-graph svg foreignObject table')");
  }

  /** Names and values as a reader sees them, not what hidden parts of the page have. */
  private static void assertShown(Browser browser, Map<String, String> metrics) throws Exception {
    String text =
        browser.evaluate("document.querySelector('#plan-viz-graph svg').textContent").asText();
    for (WriteMetric metric : WriteMetric.values()) {
      String name = metric.definition().description();
      assertThat(text).contains(name + metrics.get(name));
    }
  }
}
