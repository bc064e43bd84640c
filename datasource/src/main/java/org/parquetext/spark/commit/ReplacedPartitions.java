package org.parquetext.spark.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;

/**
 * An overwrite that replaces partitions: those in given directories, or those that it writes to.
 * The summary files of the table, which speak of the replaced files too, go with them.
 */
final class ReplacedPartitions implements OverwriteScope {

  /** What decides whether a partition is replaced, besides the names of its directories. */
  private enum Choice {
    WRITTEN,
    GIVEN
  }

  private final List<Level> levels;
  private final Choice choice;

  private ReplacedPartitions(List<Level> levels, Choice choice) {
    this.levels = List.copyOf(levels);
    this.choice = choice;
  }

  static ReplacedPartitions written(List<String> columns) {
    return new ReplacedPartitions(
        columns.stream().map(column -> new Level(column, null)).toList(), Choice.WRITTEN);
  }

  static ReplacedPartitions given(List<String> columns, List<String> directories) {
    List<Level> levels = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      levels.add(new Level(columns.get(i), directories.get(i)));
    }
    return new ReplacedPartitions(levels, Choice.GIVEN);
  }

  @Override
  public List<String> top() {
    List<String> top = new ArrayList<>();
    for (Level level : levels) {
      if (!level.isGiven()) {
        break;
      }
      top.add(level.directory());
    }
    return top;
  }

  @Override
  public boolean mayReplace(List<String> steps) {
    if (isSummary(steps)) {
      return true;
    }
    // What lies deeper goes with the partition, whatever its name.
    int deepest = choice == Choice.GIVEN ? deepestGiven() : levels.size();
    for (int i = 0; i < Math.min(steps.size(), deepest); i++) {
      if (!levels.get(i).admits(steps.get(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean replaces(List<String> steps, Set<String> written) {
    if (choice == Choice.GIVEN) {
      return isSummary(steps) || steps.size() > deepestGiven();
    }
    if (isSummary(steps)) {
      return !written.isEmpty();
    }
    return steps.size() > levels.size()
        && written.contains(String.join("/", steps.subList(0, levels.size())));
  }

  private int deepestGiven() {
    int depth = levels.size();
    while (depth > 0 && !levels.get(depth - 1).isGiven()) {
      depth--;
    }
    return depth;
  }

  private static boolean isSummary(List<String> steps) {
    return steps.size() == 1 && SummaryFiles.NAMES.contains(steps.get(0));
  }

  /**
   * The directories of one partition column.
   *
   * @param directory the name of the one that is meant; null for all
   */
  private record Level(String column, String directory) {

    boolean isGiven() {
      return directory != null;
    }

    boolean admits(String name) {
      return isGiven()
          ? name.equals(directory)
          : name.startsWith(ExternalCatalogUtils.escapePathName(column) + "=");
    }
  }
}
