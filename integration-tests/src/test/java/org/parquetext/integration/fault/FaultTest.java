package org.parquetext.integration.fault;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.integration.fixture.Resources;
import org.parquetext.integration.fixture.SparkTest;

/** A suite of writes that something strikes, in a Spark that tries a task four times. */
@SparkTest(attempts = 4)
abstract class FaultTest {
  @TempDir private Path directory;
  private SparkSession session;

  @BeforeEach
  void openSession(SparkSession newSession) {
    session = newSession;
  }

  @AfterEach
  void nothingIsHeld() {
    Resources.requireReleased();
  }

  SparkSession spark() {
    return session;
  }

  FaultyWrite write(WriteShape shape, Strike... strikes) {
    return new FaultyWrite(session, directory.resolve("table"), shape, List.of(strikes));
  }
}
