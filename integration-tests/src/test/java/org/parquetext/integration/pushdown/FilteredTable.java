package org.parquetext.integration.pushdown;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;

/**
 * Tables with a column of every filtered type of one storage, and those columns once more in a
 * struct that may be null.
 */
final class FilteredTable {
  /** Where Spark keeps the declared type of a column that is a string. */
  private static final String DECLARED = "__CHAR_VARCHAR_TYPE_STRING";

  private FilteredTable() {}

  /**
   * Columns {@code id}, {@code struct} and one for each type.
   *
   * @param number the number of a row, an SQL expression over {@code id}
   * @param present the rows in which the values are not null, an SQL condition over {@code id}
   */
  static Dataset<Row> rows(
      SparkSession session, Storage storage, long rows, String number, String present) {
    List<FilteredType> types =
        FilteredType.ALL.stream().filter(type -> type.storage() == storage).toList();
    String fields =
        types.stream()
            .map(type -> "'%s', %s".formatted(type.name(), type.of(number)))
            .collect(joining(", "));
    Dataset<Row> table =
        session
            .range(0, rows, 1, 1)
            .selectExpr("id", "IF(%s, named_struct(%s), NULL) AS struct".formatted(present, fields))
            .select("id", "struct", "struct.*");
    for (FilteredType type : types) {
      if (type.name().matches("(var)?char\\(\\d+\\)")) {
        table = table.withMetadata(type.name(), declared(type.name()));
      }
    }
    return table;
  }

  private static Metadata declared(String type) {
    return new MetadataBuilder().putString(DECLARED, type).build();
  }

  static Dataset<Row> read(SparkSession session, Path table) {
    return session.read().parquet(table.toString());
  }

  /** The reader's own counter of rows, after they have been collected. */
  static long scannedRows(Dataset<Row> collected) {
    SparkPlan plan =
        ((org.apache.spark.sql.classic.Dataset<Row>) collected).queryExecution().executedPlan();
    return plan.collectLeaves().head().metrics().apply("numOutputRows").value();
  }
}
