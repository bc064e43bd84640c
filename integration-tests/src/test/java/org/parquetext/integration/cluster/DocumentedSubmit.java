package org.parquetext.integration.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first {@code spark-submit} that a page for users has, in which they put their own for … */
final class DocumentedSubmit {
  private static final Pattern COMMAND =
      Pattern.compile("^spark-submit((?:[^\\n…]|\\\\\\n)*)…$", Pattern.MULTILINE);

  private DocumentedSubmit() {}

  /** Its options, as a shell hands them over. */
  static List<String> options(Path page) throws IOException {
    Matcher command = COMMAND.matcher(Files.readString(page));
    if (!command.find()) {
      throw new AssertionError("No spark-submit in " + page);
    }
    return Arrays.stream(command.group(1).replace("\\\n", " ").trim().split("\\s+"))
        .map(word -> word.replaceAll("^'(.*)'$", "$1"))
        .toList();
  }
}
