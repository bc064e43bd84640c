package org.parquetext.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Numbers and names that documents take from one another. */
class CrossReferencesTest {
  private static final Pattern METRIC = Pattern.compile("`(num\\w+|\\w+Time|peak\\w+)`");
  private static final Pattern SECONDS = Pattern.compile("\\b\\d+\\.\\d{3}\\b");

  @Test
  void everySymptomNamesMetricsThatThereAre() {
    String tuning = Project.read("docs/tuning.md");
    String table = tuning.substring(tuning.indexOf("## By symptom"), tuning.indexOf("## Recipes"));
    List<String> rows = table.lines().filter(line -> line.startsWith("| ")).skip(2).toList();
    assertThat(rows).isNotEmpty();
    String metrics = Project.read("docs/metrics.md");
    for (String row : rows) {
      String cell = row.split(" \\| ")[1];
      assertThat(METRIC.matcher(cell).results().map(found -> found.group(1)).toList())
          .as(row)
          .isNotEmpty()
          .allSatisfy(name -> assertThat(metrics).contains("| `" + name + "` |"));
    }
  }

  @Test
  void theSpeedOfTheReadmeIsThatOfTheResults() {
    String readme = Project.read("README.md");
    String table =
        readme.substring(readme.indexOf("<!-- speed:"), readme.indexOf("<!-- /speed -->"));
    List<String> seconds =
        SECONDS.matcher(table).results().map(found -> found.group()).collect(Collectors.toList());
    assertThat(seconds).hasSize(12);
    String results = Project.read("benchmarks/RESULTS.md");
    assertThat(seconds).allSatisfy(time -> assertThat(results).contains(" " + time + " |"));
  }
}
