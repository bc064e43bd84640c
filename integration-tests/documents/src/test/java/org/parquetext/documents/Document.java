package org.parquetext.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Markdown file: its code blocks, and the text around them. */
final class Document {
  private static final Pattern FENCE = Pattern.compile("( *)```(.*)");
  private static final Pattern HEADING = Pattern.compile("#+ (.*)");
  private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)]\\(([^)\\s]*)\\)");
  private static final Pattern CODE = Pattern.compile("(?<!`)`([^`]+)`(?!`)");

  private final Path file;
  private final List<Snippet> snippets = new ArrayList<>();
  private final List<String> prose = new ArrayList<>();

  Document(Path file) {
    this.file = file;
    try {
      parse(Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void parse(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      Matcher fence = FENCE.matcher(lines.get(i));
      if (!fence.matches()) {
        prose.add(lines.get(i));
        continue;
      }
      int first = i + 1;
      do {
        i++;
      } while (!FENCE.matcher(lines.get(i)).matches());
      snippets.add(
          new Snippet(
              this,
              first + 1,
              fence.group(2),
              String.join("\n", lines.subList(first, i)).stripIndent()));
    }
  }

  Path file() {
    return file;
  }

  /** As it is called from the root of the project. */
  String name() {
    return Project.ROOT.relativize(file).toString();
  }

  List<Snippet> snippets() {
    return snippets;
  }

  /** The lines that stand in no code block. */
  List<String> prose() {
    return prose;
  }

  /** What stands between back-ticks in the text. */
  List<String> inlineCode() {
    return CODE.matcher(String.join("\n", prose)).results().map(code -> code.group(1)).toList();
  }

  /** Where links lead, those to other sites left out. */
  List<String> links() {
    return LINK.matcher(String.join("\n", prose).replaceAll("``.*?``|`[^`\n]*`", ""))
        .results()
        .map(link -> link.group(2))
        .filter(target -> !target.matches("[a-z]+:.*"))
        .toList();
  }

  /** The anchors that GitHub makes of the headings. */
  Set<String> anchors() {
    Set<String> anchors = new HashSet<>();
    for (String line : prose) {
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        anchors.add(anchor(heading.group(1)));
      }
    }
    return anchors;
  }

  private static String anchor(String heading) {
    return LINK.matcher(heading)
        .replaceAll("$1")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
        .replace(' ', '-');
  }
}
