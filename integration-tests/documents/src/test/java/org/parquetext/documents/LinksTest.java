package org.parquetext.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every link to a file of the project, and to a heading of it, leads somewhere. */
class LinksTest {

  @TestFactory
  Stream<DynamicTest> everyLinkLeadsSomewhere() {
    return Project.documents().stream()
        .map(
            document ->
                DynamicTest.dynamicTest(
                    document.name(),
                    () -> document.links().forEach(link -> follow(document, link))));
  }

  private static void follow(Document from, String link) {
    int hash = link.indexOf('#');
    String path = hash < 0 ? link : link.substring(0, hash);
    Path target = path.isEmpty() ? from.file() : from.file().resolveSibling(path).normalize();
    assertThat(Files.exists(target)).as("%s in %s", link, from.name()).isTrue();
    assertThat(target).as("%s in %s", link, from.name()).startsWith(Project.ROOT);
    if (hash >= 0) {
      assertThat(new Document(target).anchors())
          .as("%s in %s", link, from.name())
          .contains(link.substring(hash + 1));
    }
  }

  @Test
  void theReadmeLeadsToEveryDocument() {
    Document readme = new Document(Project.file("README.md"));
    assertThat(
            Project.documents().stream()
                .map(Document::name)
                .filter(name -> !"README.md".equals(name)))
        .allSatisfy(name -> assertThat(readme.links()).anyMatch(link -> link.startsWith(name)));
  }
}
