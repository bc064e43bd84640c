package org.parquetext.integration.fault;

import java.util.List;
import org.parquetext.integration.fixture.SparkTest;
import org.parquetext.integration.fixture.WriteTest;

/** A suite of writes that something strikes, in a Spark that tries a task four times. */
@SparkTest(attempts = 4)
abstract class FaultTest extends WriteTest {

  FaultyWrite write(WriteShape shape, Strike... strikes) {
    return new FaultyWrite(spark(), directory().resolve("table"), shape, List.of(strikes));
  }
}
