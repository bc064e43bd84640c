package org.parquetext.benchmarks.table;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The check that two tables have the same schema and, in any order, the same rows. */
public final class TableComparison {

  private static final int SHOWN_ROWS = 3;

  private TableComparison() {}

  /**
   * Compares every row; see {@link RowFingerprint} for what makes rows the same.
   *
   * @return the number of rows of either table
   * @throws TableMismatchException if the tables differ, saying how
   */
  public static long requireSame(Dataset<Row> expected, Dataset<Row> actual) {
    if (!expected.schema().equals(actual.schema())) {
      throw new TableMismatchException(
          "The schemas differ: expected %s but found %s"
              .formatted(expected.schema().toDDL(), actual.schema().toDDL()));
    }
    RowFingerprint expectedRows = RowFingerprint.of(expected);
    RowFingerprint actualRows = RowFingerprint.of(actual);
    if (!expectedRows.matches(actualRows)) {
      throw new TableMismatchException(
          "The rows differ: expected %,d rows but found %,d; missing for example %s; unexpected for example %s"
              .formatted(
                  expectedRows.rows(),
                  actualRows.rows(),
                  examples(expected, actual),
                  examples(actual, expected)));
    }
    return actualRows.rows();
  }

  private static String examples(Dataset<Row> table, Dataset<Row> without) {
    try {
      List<Row> rows = table.exceptAll(without).limit(SHOWN_ROWS).collectAsList();
      // Spark compares by SQL's rules, the fingerprint by bits.
      return rows.isEmpty() ? "none by SQL's equality" : rows.toString();
    } catch (Exception notComparable) { // also AnalysisException, which Spark throws undeclared
      return "(not comparable in SQL: " + notComparable.getMessage() + ")";
    }
  }
}
