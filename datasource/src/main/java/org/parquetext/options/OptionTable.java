package org.parquetext.options;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The option tables of {@code docs/options.md}, made from the registry. */
public final class OptionTable {

  private static final String WRITE_HEADER =
      """
      | option | default | per column | else obeys | meaning |
      | --- | --- | --- | --- | --- |
      """;
  private static final String EXECUTOR_HEADER =
      """
      | executor-wide key | default | meaning |
      | --- | --- | --- |
      """;

  private OptionTable() {}

  /**
   * Two Markdown tables, separated by an empty line: the options of a write, then the keys of an
   * executor. Ends with a line break.
   */
  public static String markdown() {
    return WRITE_HEADER
        + rows(Arrays.stream(WriteOption.values()).filter(o -> o.scope() != OptionScope.EXECUTOR))
        + "\n"
        + EXECUTOR_HEADER
        + rows(Arrays.stream(WriteOption.values()).filter(o -> o.scope() == OptionScope.EXECUTOR));
  }

  private static String rows(Stream<WriteOption> options) {
    return options.map(OptionTable::row).collect(Collectors.joining());
  }

  private static String row(WriteOption option) {
    Stream<String> cells =
        option.scope() == OptionScope.EXECUTOR
            ? Stream.of(code(option.key()), standard(option), option.documentation())
            : Stream.of(
                code(option.documentedKey()),
                standard(option),
                option.perColumn() ? "yes" : "",
                option.builtInKeys().stream()
                    .filter(key -> !key.equals(option.key()))
                    .map(OptionTable::code)
                    .collect(Collectors.joining(", ")),
                option.documentation());
    return cells.collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** A value as code, a description of one as text. */
  private static String standard(WriteOption option) {
    return option.hasDefaultValue() ? code(option.defaultText()) : option.defaultText();
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
