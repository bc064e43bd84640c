package org.parquetext.spark.commit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.StructType;
import org.parquetext.statistics.StatisticsRequest;

/**
 * How the rows of a write lie in the files of a table that has a log. Travels to the executors.
 *
 * @param files for each column of the rows, in their order, its name, type and metadata in the
 *     files
 * @param partitionNames the partition columns as the rows name them, outermost first
 * @param partitionTexts for each of them, the text of its value, on a row; null stands for null
 * @param partitionsInFiles whether the files have the partition columns too, behind the others
 * @param options what the table asks of its files, by keys of the built-in writer; options of the
 *     write win over them, and they over the session
 * @param check what the table promises of each row; null if nothing
 * @param statistics which columns' statistics {@link CommittedFile#statistics} is to have
 */
public record TableLayout(
    StructType files,
    List<String> partitionNames,
    List<Expression> partitionTexts,
    boolean partitionsInFiles,
    Map<String, String> options,
    RowCheck check,
    StatisticsRequest statistics)
    implements Serializable {

  /** Copies the collections. */
  public TableLayout {
    partitionNames = new ArrayList<>(partitionNames);
    partitionTexts = new ArrayList<>(partitionTexts);
    options = new LinkedHashMap<>(options);
  }

  /** A layout of which no statistics are wanted. */
  public TableLayout(
      StructType files,
      List<String> partitionNames,
      List<Expression> partitionTexts,
      boolean partitionsInFiles,
      Map<String, String> options,
      RowCheck check) {
    this(
        files,
        partitionNames,
        partitionTexts,
        partitionsInFiles,
        options,
        check,
        StatisticsRequest.none());
  }

  /** This layout with statistics of columns, which are named as the files have them. */
  public TableLayout with(StatisticsRequest request) {
    return new TableLayout(
        files, partitionNames, partitionTexts, partitionsInFiles, options, check, request);
  }
}
