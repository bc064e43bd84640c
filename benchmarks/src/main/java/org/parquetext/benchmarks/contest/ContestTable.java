package org.parquetext.benchmarks.contest;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A table that is ready to be written again and again, until it is closed. */
public interface ContestTable extends AutoCloseable {

  /** The table for one write, of which this call is a part. */
  Dataset<Row> rows();

  long rowCount();

  int partitions();

  /** How large it is and where it lies, for the report. */
  String size();

  /** What can be told of those who write it. */
  List<Figure> figures();

  @Override
  void close();
}
