package org.parquetext.spark.commit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.StructType;

/**
 * How the rows of a write lie in the files of a table that has a log. Travels to the executors.
 *
 * @param files for each column of the rows, in their order, its name, type and metadata in the
 *     files
 * @param partitionNames the partition columns as the rows name them, outermost first
 * @param partitionTexts for each of them, the text of its value, on a row; null stands for null
 * @param partitionsInFiles whether the files have the partition columns too, behind the others
 * @param check what the table promises of each row; null if nothing
 */
public record TableLayout(
    StructType files,
    List<String> partitionNames,
    List<Expression> partitionTexts,
    boolean partitionsInFiles,
    RowCheck check)
    implements Serializable {

  /** Copies the lists. */
  public TableLayout {
    partitionNames = new ArrayList<>(partitionNames);
    partitionTexts = new ArrayList<>(partitionTexts);
  }
}
