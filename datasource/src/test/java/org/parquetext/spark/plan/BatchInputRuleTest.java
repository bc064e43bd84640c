package org.parquetext.spark.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.execution.ColumnarToRowExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.UnionExec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.spark.LocalSpark;
import scala.jdk.javaapi.CollectionConverters;

/** What the rule does with plans that Spark itself would not make. */
@ExtendWith(LocalSpark.class)
class BatchInputRuleTest {

  private final Rule<SparkPlan> rule = new BatchInput().postColumnarTransitions();
  private SparkPlan rows;

  @BeforeEach
  void plan(SparkSession session) {
    rows = session.range(3).queryExecution().sparkPlan();
  }

  private static SparkPlan marked(SparkPlan plan) {
    return RowInputExec.undecided(plan);
  }

  @Test
  void aNodeThatFailsWhenItIsAskedLeavesThePlanAsItIs() {
    SparkPlan failing = marked(new Strange(rows, Strange.Columnar.FAILS));
    assertThat(rule.apply(failing)).isSameAs(failing);
    assertThat(rule.apply(failing)).isSameAs(failing);
  }

  @Test
  void aNodeThatIsNotKnownGivesRows() {
    SparkPlan strange = new Strange(rows, Strange.Columnar.NO);
    assertThat(rule.apply(marked(strange)))
        .isEqualTo(RowInputExec.because("Strange gives rows", strange));
  }

  /** Spark may have prepared what is below it for rows. */
  @Test
  void aNodeAboveOthersThatCouldGiveBothIsLeftToGiveRows() {
    SparkPlan both = new Strange(rows, Strange.Columnar.YES);
    assertThat(rule.apply(marked(both))).isInstanceOf(RowInputExec.class);
  }

  /** Others may give batches that only their own nodes can read. */
  @Test
  void batchesOfAnUnknownNodeAreLeftToTheirTransition() {
    SparkPlan transition = new ColumnarToRowExec(new Strange(rows, Strange.Columnar.YES));
    assertThat(rule.apply(marked(transition)))
        .isEqualTo(RowInputExec.because("batches of Strange are not known", transition));
  }

  @Test
  void aUnionOfWhichOneSideIsUnknownGivesRows(@TempDir Path folder, SparkSession session) {
    session.range(3).write().parquet(folder.resolve("t").toString());
    SparkPlan scan =
        session.read().parquet(folder.resolve("t").toString()).queryExecution().sparkPlan();
    SparkPlan known = new ColumnarToRowExec(union(scan, scan));
    SparkPlan unknown = new ColumnarToRowExec(union(scan, new Strange(scan, Strange.Columnar.YES)));
    assertThat(rule.apply(marked(known))).isInstanceOf(BatchInputExec.class);
    assertThat(rule.apply(marked(unknown)))
        .isEqualTo(RowInputExec.because("batches of Union are not known", unknown));
  }

  private static SparkPlan union(SparkPlan left, SparkPlan right) {
    return new UnionExec(CollectionConverters.asScala(List.of(left, right)).toSeq());
  }

  /** Checked, though no signature tells of it, as those that Scala throws. */
  @Test
  void anyExceptionLeavesThePlanAsItIs() {
    SparkPlan failing = marked(new Strange(rows, Strange.Columnar.FAILS_CHECKED));
    assertThat(rule.apply(failing)).isSameAs(failing);
  }

  @Test
  void plansWithoutAWriteStayAsTheyAre() {
    assertThat(rule.apply(rows)).isSameAs(rows);
  }

  /** A node of somebody else. */
  private static final class Strange extends UnaryNode {

    private static final long serialVersionUID = 1L;

    /** Whether it says that it is. */
    enum Columnar {
      YES,
      NO,
      FAILS,
      FAILS_CHECKED
    }

    private final Columnar columnar;

    Strange(SparkPlan child, Columnar columnar) {
      super(child, columnar);
      this.columnar = columnar;
    }

    @Override
    SparkPlan above(SparkPlan query) {
      return new Strange(query, columnar);
    }

    @Override
    String shown() {
      return columnar.toString();
    }

    @Override
    public boolean supportsColumnar() {
      // Asked for by Spark's own transition when that is made.
      if (columnar == Columnar.FAILS) {
        throw new IllegalStateException("a fault of the test");
      }
      if (columnar == Columnar.FAILS_CHECKED) {
        throw Strange.<RuntimeException>unchecked(new IOException("a fault of the test"));
      }
      return columnar == Columnar.YES;
    }

    @SuppressWarnings("unchecked")
    private static <E extends Exception> E unchecked(Exception e) throws E {
      throw (E) e;
    }

    @Override
    public RDD<InternalRow> doExecute() {
      return child().execute();
    }
  }
}
