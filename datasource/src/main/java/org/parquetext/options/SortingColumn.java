package org.parquetext.options;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One column of an order of rows: its path, its direction, and where nulls stand. Immutable. */
public final class SortingColumn implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final String NAME = "(?:`(?:[^`]|``)+`|[^`\\s,.]+)";
  private static final Pattern PART = Pattern.compile(NAME);

  /** A path, an optional direction, an optional place of nulls, then a comma or the end. */
  private static final Pattern COLUMN =
      Pattern.compile(
          "\\s*(?<path>%1$s(?:\\.%1$s)*)(?:\\s+(?<direction>asc|desc))?(?:\\s+nulls\\s+(?<nulls>first|last))?\\s*(?:,|\\z)"
              .formatted(NAME),
          Pattern.CASE_INSENSITIVE);

  private final ArrayList<String> path;
  private final boolean descending;
  private final boolean nullsFirst;

  private SortingColumn(List<String> path, boolean descending, boolean nullsFirst) {
    this.path = new ArrayList<>(path);
    this.descending = descending;
    this.nullsFirst = nullsFirst;
  }

  /**
   * Reads columns as SQL's {@code ORDER BY} has them: {@code a, b.c desc nulls last}. Names with
   * blanks, commas, dots or back-ticks stand in back-ticks. Without a direction rows ascend;
   * without a place nulls stand where they are smallest, as in Spark: first in ascending rows, last
   * in descending ones.
   *
   * @throws IllegalArgumentException if the text is no such list, or has a column twice; the
   *     message says how one looks
   */
  static ArrayList<SortingColumn> parse(String text) {
    ArrayList<SortingColumn> columns = new ArrayList<>();
    Matcher column = COLUMN.matcher(text);
    int end = 0;
    do {
      if (!column.find(end) || column.start() != end) {
        throw new IllegalArgumentException(
            "`%s` is not a list of columns such as `a, b desc nulls last`".formatted(text));
      }
      SortingColumn read = read(column);
      if (columns.stream().anyMatch(other -> other.path.equals(read.path))) {
        throw new IllegalArgumentException(
            "`%s` has column %s twice".formatted(text, read.quotedPath()));
      }
      columns.add(read);
      end = column.end();
    } while (end < text.length() || text.charAt(end - 1) == ',');
    return columns;
  }

  private static SortingColumn read(Matcher column) {
    List<String> path = new ArrayList<>();
    Matcher part = PART.matcher(column.group("path"));
    while (part.find()) {
      path.add(unquoted(part.group()));
    }
    boolean descending = "desc".equalsIgnoreCase(column.group("direction"));
    String nulls = column.group("nulls");
    boolean nullsFirst = nulls == null ? !descending : nulls.equalsIgnoreCase("first");
    return new SortingColumn(path, descending, nullsFirst);
  }

  private static String unquoted(String name) {
    return name.startsWith("`") ? name.substring(1, name.length() - 1).replace("``", "`") : name;
  }

  /** The same order of another column. */
  public SortingColumn withPath(List<String> other) {
    return new SortingColumn(other, descending, nullsFirst);
  }

  /** The names from the top-level column on; more than one for a field of a struct. */
  public List<String> path() {
    return Collections.unmodifiableList(path);
  }

  /** Whether the largest value comes first. */
  public boolean isDescending() {
    return descending;
  }

  /** Whether nulls come before all values. */
  public boolean hasNullsFirst() {
    return nullsFirst;
  }

  /** As the option has it, for example {@code `a` desc nulls last}. */
  @Override
  public String toString() {
    return "%s %s nulls %s"
        .formatted(quotedPath(), descending ? "desc" : "asc", nullsFirst ? "first" : "last");
  }

  private String quotedPath() {
    return path.stream()
        .map(name -> "`" + name.replace("`", "``") + "`")
        .collect(Collectors.joining("."));
  }
}
