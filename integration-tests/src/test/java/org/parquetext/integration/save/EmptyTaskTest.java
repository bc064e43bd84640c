package org.parquetext.integration.save;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.parquetext.integration.fixture.ParityTest;
import org.parquetext.integration.fixture.TableDirectory;
import org.parquetext.integration.fixture.TableParity;

/** Which tasks leave a file when they have no rows. */
class EmptyTaskTest extends ParityTest {

  @Test
  void theFirstTaskLeavesAFileWithTheSchemaOnly() {
    TableParity parity = parity().inTheirOwnTasks();
    parity.require(rowsFrom(40));
    assertThat(new TableDirectory(parity.own()).parquetFiles()).hasSize(1);
    assertThat(parity.footer().raw().getNum_rows()).isZero();
    assertThat(parity.footer().rowGroups()).isEmpty();
  }

  @Test
  void otherTasksLeaveNone() {
    TableParity parity = parity().inTheirOwnTasks();
    parity.require(rowsFrom(20));
    assertThat(new TableDirectory(parity.own()).parquetFiles()).hasSize(3);
  }

  @Test
  void noTaskAtAll() {
    parity()
        .inTheirOwnTasks()
        .require(spark().createDataFrame(List.<Row>of(), rowsFrom(0).schema()));
  }

  private Dataset<Row> rowsFrom(long first) {
    return spark()
        .range(0, 40, 1, 4)
        .where("id >= " + first)
        .selectExpr("id", "CAST(id AS STRING) AS text");
  }
}
