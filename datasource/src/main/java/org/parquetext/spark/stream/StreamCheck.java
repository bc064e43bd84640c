package org.parquetext.spark.stream;

import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.streaming.WriteToStream;
import org.parquetext.spark.guard.Refusals;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Checks the columns and options of a stream when its query starts. Spark tells a sink of its
 * columns only with the first batch, which may come much later.
 */
public final class StreamCheck extends AbstractFunction1<LogicalPlan, BoxedUnit> {

  @Override
  public BoxedUnit apply(LogicalPlan plan) {
    if (plan instanceof WriteToStream write && write.sink() instanceof CheckedSink sink) {
      if (write.catalogTable().isDefined()) {
        throw Refusals.streamIntoTable(write.catalogTable().get().identifier().unquotedString());
      }
      sink.check(write.inputQuery().schema());
    }
    return BoxedUnit.UNIT;
  }
}
