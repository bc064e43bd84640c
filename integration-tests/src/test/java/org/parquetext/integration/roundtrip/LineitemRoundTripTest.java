package org.parquetext.integration.roundtrip;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.integration.fixture.Effort;
import org.parquetext.integration.fixture.Lineitem;
import org.parquetext.integration.fixture.SparkTest;
import org.parquetext.integration.fixture.TableParity;

@SparkTest
class LineitemRoundTripTest {

  private static final double SCALE_FACTOR = Effort.of(0.1, 1.0);

  @Test
  void lineitemIsTheSameForEveryReader(SparkSession spark, @TempDir Path directory) {
    new TableParity(directory).require(Lineitem.rows(spark, SCALE_FACTOR));
  }
}
