package org.parquetext.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder of the project, and its documents. */
final class Project {
  static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

  private Project() {}

  static Path file(String name) {
    return ROOT.resolve(name);
  }

  static String read(String name) {
    try {
      return Files.readString(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every document for users and contributors, the README first. */
  static List<Document> documents() {
    try (Stream<Path> docs = Files.list(file("docs"))) {
      return Stream.concat(
              Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md").map(Project::file),
              docs.filter(file -> file.toString().endsWith(".md")).sorted())
          .map(Document::new)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All code blocks in these languages, in the order of the documents. */
  static List<Snippet> snippets(String... languages) {
    return documents().stream()
        .flatMap(document -> document.snippets().stream())
        .filter(snippet -> List.of(languages).contains(snippet.language()))
        .toList();
  }
}
