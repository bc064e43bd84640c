package org.parquetext.integration.cluster.job;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;

/**
 * An application that writes one table.
 *
 * <p>Its arguments are the directory that it shares with its test, the id of a row where something
 * happens, and the {@link TableWrite}.
 */
record WriteApplication(String directory, long row, TableWrite write) {

  static WriteApplication parse(String[] arguments) {
    List<String> all = List.of(arguments);
    return new WriteApplication(
        all.get(0), Long.parseLong(all.get(1)), TableWrite.parse(all.subList(2, all.size())));
  }

  Gate gate() {
    return new Gate(directory);
  }

  /** Writes, with the first task attempt that comes to the row held there. */
  void run(SparkSession spark) {
    Gate gate = gate();
    runWith(spark, gate::pass);
  }

  void runWith(SparkSession spark, RowEvent event) {
    long place = row;
    UDF1<Long, Long> eachRow =
        id -> {
          if (id == place) {
            event.happen();
          }
          return id;
        };
    write.run(spark, eachRow);
  }
}
