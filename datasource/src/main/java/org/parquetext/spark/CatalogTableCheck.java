package org.parquetext.spark;

import java.util.Optional;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Refuses commands that would make a catalog table of this source while Spark still analyses them.
 * The source itself is asked later: a command that replaces a table has dropped the old one then.
 *
 * <p>Sees every query of the session. What it cannot understand passes, and is logged once.
 */
final class CatalogTableCheck extends AbstractFunction1<LogicalPlan, BoxedUnit> {

  private static final Logger LOG = LoggerFactory.getLogger(CatalogTableCheck.class);

  private volatile boolean faultLogged;

  @Override
  public BoxedUnit apply(LogicalPlan plan) {
    Optional<CreatedTable> table = ownTable(plan);
    if (table.isPresent()) {
      throw Refusals.catalogTable(table.get().name());
    }
    return BoxedUnit.UNIT;
  }

  /** Spark's plans are no stable API: another version of them must not fail the user's queries. */
  private Optional<CreatedTable> ownTable(LogicalPlan plan) {
    try {
      return CreatedTable.of(plan).filter(CreatedTable::isOwn);
    } catch (RuntimeException | LinkageError e) {
      if (!faultLogged) {
        faultLogged = true;
        LOG.warn("Cannot check {} for catalog tables of parquet-ext", plan.getClass(), e);
      }
      return Optional.empty();
    }
  }
}
