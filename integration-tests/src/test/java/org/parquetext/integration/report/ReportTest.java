package org.parquetext.integration.report;

import java.nio.file.Path;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.WriteTest;

/** A suite of writes that are reported. */
abstract class ReportTest extends WriteTest {
  static final String REPORT_PATH = "reportPath";

  Path table() {
    return directory().resolve("table");
  }

  Reports reports() {
    return new Reports(directory().resolve("reports"));
  }

  /** Writes rows with reports to {@link #reports}. */
  DataFrameWriter<Row> reporting(Dataset<Row> rows) {
    return rows.write()
        .format(FormatUnderTest.NAME)
        .option(REPORT_PATH, reports().folder().toString());
  }
}
