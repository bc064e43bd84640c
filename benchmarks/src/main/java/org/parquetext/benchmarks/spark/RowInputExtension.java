package org.parquetext.benchmarks.spark;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.SparkSessionExtensionsProvider;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.execution.ColumnarRule;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.datasources.v2.V2ExistingTableWriteExec;
import org.parquetext.spark.plan.RowInputExec;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;

/**
 * Lets a session be told, from one write to the next, that writers get rows where parquet-ext would
 * take batches ({@code spark.sql.extensions}). Their query is planned as without parquet-ext's
 * columnar rule, its scan included: Spark's generated code makes the rows of the scan's batches.
 */
public final class RowInputExtension implements SparkSessionExtensionsProvider {

  private static final String KEY = "org.parquetext.benchmarks.rowsOnly";

  /** What a session is told as long as its writers are to get rows. */
  static final Map<String, String> ROWS_ONLY = Map.of(KEY, "true");

  /** For Spark, which makes one by name. */
  public RowInputExtension() {}

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    extensions.injectColumnar(RowInput::new);
    return BoxedUnit.UNIT;
  }

  /**
   * Comes before Spark's transitions between columns and rows. What already stands between a query
   * and its write, parquet-ext's rule leaves as it is.
   */
  private static final class RowInput extends ColumnarRule {

    private final SparkSession session;

    RowInput(SparkSession session) {
      this.session = session;
    }

    @Override
    public Rule<SparkPlan> preColumnarTransitions() {
      return new Rule<>() {
        @Override
        public SparkPlan apply(SparkPlan plan) {
          boolean applies =
              plan instanceof V2ExistingTableWriteExec
                  && Boolean.parseBoolean(session.conf().get(KEY, "false"));
          return applies ? withRowInput(plan) : plan;
        }
      };
    }

    private static SparkPlan withRowInput(SparkPlan write) {
      SparkPlan rows = new RowInputExec(write.children().head(), "rows, since they are asked for");
      return write.withNewChildren(CollectionConverters.asScala(List.of(rows)).toSeq());
    }
  }
}
