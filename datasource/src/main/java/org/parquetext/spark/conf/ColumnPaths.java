package org.parquetext.spark.conf;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.MessageType;

/** The leaf columns of a file, found by the path that an option names as Spark would find them. */
final class ColumnPaths {

  private final List<String> paths = new ArrayList<>();
  private final List<String> inFiles = new ArrayList<>();
  private final boolean caseSensitive;

  /**
   * Columns that files have by other names.
   *
   * @param schema with the names by which options name the columns
   * @param files the same columns with the names that they have in the files
   */
  ColumnPaths(MessageType schema, MessageType files, boolean caseSensitive) {
    this.caseSensitive = caseSensitive;
    schema.getPaths().forEach(path -> paths.add(String.join(".", path)));
    files.getPaths().forEach(path -> inFiles.add(String.join(".", path)));
  }

  /** The columns that the path may mean: none, one, or several that differ in case only. */
  List<String> matching(String path) {
    List<String> matching = new ArrayList<>();
    for (String candidate : paths) {
      if (caseSensitive ? candidate.equals(path) : candidate.equalsIgnoreCase(path)) {
        matching.add(candidate);
      }
    }
    return matching;
  }

  /**
   * The one column that the setting means, as the files name it.
   *
   * @throws IllegalArgumentException when there is none, or more than one
   */
  String resolve(Setting setting) {
    List<String> matching = matching(setting.column());
    if (matching.size() == 1) {
      return inFiles.get(paths.indexOf(matching.get(0)));
    }
    throw new IllegalArgumentException(
        "Cannot apply `%s`, set in %s: %s. The columns of the files are %s."
            .formatted(
                setting.key(),
                setting.place(),
                matching.isEmpty()
                    ? "no column `" + setting.column() + "` is written into the files"
                    : "`" + setting.column() + "` could be any of " + matching,
                paths));
  }
}
