package org.parquetext.documents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A command of a shell: its program, and its arguments without quotes. */
record ShellCommand(String program, List<String> arguments) {
  private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+");

  /**
   * The commands of a text; a line that ends with a backslash goes on, {@code #} begins a remark.
   */
  static List<ShellCommand> of(String text) {
    List<ShellCommand> commands = new ArrayList<>();
    for (String line : text.replace("\\\n", " ").split("\n| && ")) {
      List<String> words = words(line.replaceFirst("(^|\\s)#.*", ""));
      if (!words.isEmpty()) {
        commands.add(new ShellCommand(words.get(0), words.subList(1, words.size())));
      }
    }
    return commands;
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      words.add(word.group().replaceAll("[\"']", ""));
    }
    return words;
  }

  /** What stands behind an option, each time that it is there. */
  List<String> values(String option) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i + 1 < arguments.size(); i++) {
      if (arguments.get(i).equals(option)) {
        values.add(arguments.get(i + 1));
      }
    }
    return values;
  }

  /** What {@code --conf key=value} sets. */
  Map<String, String> settings() {
    return values("--conf").stream()
        .map(setting -> setting.split("=", 2))
        .collect(
            Collectors.toMap(
                setting -> setting[0], setting -> setting[1], (a, b) -> b, LinkedHashMap::new));
  }
}
