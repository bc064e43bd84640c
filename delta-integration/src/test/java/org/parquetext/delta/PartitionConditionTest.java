package org.parquetext.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.catalyst.expressions.CurrentDate;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.parquetext.spark.commit.TableSave;

/** What a condition says must not depend on when it is asked. */
class PartitionConditionTest extends DeltaTest {

  @Test
  void theCurrentDateIsOneValueForTheRowsAndForTheFiles() {
    TableSave save =
        new TableSave(
            spark,
            new Path(table),
            SaveMode.Overwrite,
            null,
            StructType.fromDDL("id long, day date"),
            List.of("day"),
            null,
            Map.of(),
            new Configuration(),
            Optional.empty());
    PartitionCondition condition =
        PartitionCondition.of(save, "Day = current_date()", StructType.fromDDL("day date"));
    Expression ofFiles = condition.conjuncts().get(0);
    assertThat(ofFiles.references().toString()).contains("day#");
    assertThat(hasCurrentDate(ofFiles)).isFalse();
    assertThat(literal(condition.unbound())).isEqualTo(literal(ofFiles));
  }

  private static boolean hasCurrentDate(Expression expression) {
    return expression instanceof CurrentDate
        || Scala.list(expression.children()).stream()
            .anyMatch(PartitionConditionTest::hasCurrentDate);
  }

  private static Object literal(Expression equality) {
    return Scala.list(equality.children()).stream()
        .filter(Literal.class::isInstance)
        .map(child -> ((Literal) child).value())
        .findFirst()
        .orElseThrow();
  }
}
