package org.parquetext.spark.commit;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;

/**
 * The partition directories of a stream. Where some files of a table lie in directories of other
 * columns than the rest, or in none, Spark's readers pass over them without a word, or read
 * nothing.
 */
public final class StreamLayout {

  private final Path table;
  private final List<String> columns;

  /**
   * One that a query asks for.
   *
   * @param table the directory of the files
   * @param columns its partition columns
   */
  public StreamLayout(Path table, List<String> columns) {
    this.table = new Path(table.toString());
    this.columns = new ArrayList<>(columns);
  }

  /**
   * Makes sure that all files of a log lie so.
   *
   * @throws IllegalArgumentException saying how a file lies, and the remedy
   */
  public void require(StreamLog log) {
    for (Path file : log.files()) {
      // One that was written by another way to the table, such as another mount, tells nothing.
      List<String> found = isBelowTable(file) ? columns(file) : columns;
      if (!found.equals(columns)) {
        throw new IllegalArgumentException(
            ("Cannot write the stream to %s with partition columns %s: what is there has %s, for one"
                    + " %s. Readers would no longer see all rows. Start the query with the partition"
                    + " columns that it had, or write to another path.")
                .formatted(table, columns, found, file));
      }
    }
  }

  private boolean isBelowTable(Path file) {
    return file.toUri().getPath().startsWith(table.toUri().getPath() + Path.SEPARATOR);
  }

  private List<String> columns(Path file) {
    List<String> steps = OldFileListing.steps(table, file);
    return steps.subList(0, steps.size() - 1).stream()
        .map(step -> step.substring(0, Math.max(0, step.indexOf('='))))
        .map(ExternalCatalogUtils::unescapePathName)
        .toList();
  }
}
