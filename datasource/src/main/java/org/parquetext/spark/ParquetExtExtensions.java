package org.parquetext.spark;

import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.SparkSessionExtensionsProvider;
import org.parquetext.spark.catalog.AddedColumnOrder;
import org.parquetext.spark.catalog.CatalogCheck;
import org.parquetext.spark.catalog.PartitionColumnOrder;
import org.parquetext.spark.catalog.SavedTable;
import org.parquetext.spark.format.Takeover;
import org.parquetext.spark.plan.BatchInput;
import org.parquetext.spark.stream.StreamCheck;
import scala.runtime.BoxedUnit;

/**
 * Adds {@link CatalogCheck}, {@link StreamCheck}, {@link SavedTable}, {@link PartitionColumnOrder},
 * {@link AddedColumnOrder}, {@link Takeover} and {@link BatchInput} to a session. Spark applies it
 * by itself to every session that is made with the jar on its class path; {@code
 * spark.sql.extensions} may name it as well.
 */
public final class ParquetExtExtensions implements SparkSessionExtensionsProvider {

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    extensions.injectCheckRule(session -> new CatalogCheck(session));
    extensions.injectCheckRule(session -> new StreamCheck());
    extensions.injectResolutionRule(SavedTable::new);
    extensions.injectPostHocResolutionRule(session -> new PartitionColumnOrder());
    extensions.injectPostHocResolutionRule(session -> new AddedColumnOrder());
    extensions.injectPostHocResolutionRule(Takeover::new);
    extensions.injectColumnar(session -> new BatchInput());
    return BoxedUnit.UNIT;
  }
}
