package org.parquetext.integration.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The table of failures in {@code docs/safety.md} names tests that there are. */
class FailureTableTest {
  private static final Path PROJECT = Path.of("..");
  private static final Pattern TEST = Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`");
  private static final List<Integer> PROTOCOLS = List.of(2, 3, 4);

  private static String section;

  @BeforeAll
  static void readSection() throws IOException {
    String document = Files.readString(PROJECT.resolve("docs").resolve("safety.md"));
    int start = document.indexOf("### Failure by failure");
    section = document.substring(start, document.indexOf("\n## ", start));
  }

  @Test
  void eachPromiseNamesATest() {
    List<String> rows = section.lines().filter(line -> line.startsWith("| ")).skip(2).toList();
    assertThat(rows).isNotEmpty();
    for (String row : rows) {
      String[] cells = row.split("\\|");
      for (int column : PROTOCOLS) {
        assertThat(cells[column])
            .as(row)
            .satisfiesAnyOf(
                cell -> assertThat(cell).isBlank(),
                cell -> assertThat(cell).containsPattern(TEST).doesNotContain("no test"));
      }
    }
  }

  @Test
  void eachNamedTestIsInTheModuleThatIsNamed() throws IOException {
    List<String> ofDatasource =
        names(section.substring(0, section.indexOf('|'))).map(name -> name.group(1)).toList();
    for (MatchResult name : names(section).toList()) {
      String test = name.group(1);
      String module = ofDatasource.contains(test) ? "datasource" : "integration-tests";
      String source = source(PROJECT.resolve(module).resolve("src/test/java"), test);
      if (name.group(2) != null) {
        assertThat(source).as(test).contains("void " + name.group(2) + "(");
      }
    }
  }

  private static Stream<MatchResult> names(String text) {
    return TEST.matcher(text).results();
  }

  private static String source(Path tests, String name) throws IOException {
    try (Stream<Path> files = Files.walk(tests)) {
      List<Path> found = files.filter(file -> file.endsWith(name + ".java")).toList();
      assertThat(found).as(name + " in " + tests).hasSize(1);
      return Files.readString(found.get(0));
    }
  }
}
