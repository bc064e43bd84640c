package org.parquetext.spark.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.FilterExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.execution.metric.SQLMetrics;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.spark.LocalSpark;
import org.parquetext.spark.write.BatchRow;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

@ExtendWith(LocalSpark.class)
class DisguisedBatchesTest {

  private SparkSession spark;
  private SQLMetric rows;
  private SQLMetric batches;

  /** Batches that were asked for. */
  private int read;

  @BeforeEach
  void makeMetrics(SparkSession session) {
    spark = session;
    rows = SQLMetrics.createMetric(spark.sparkContext(), "rows");
    batches = SQLMetrics.createMetric(spark.sparkContext(), "batches");
  }

  private static ColumnarBatch batch(int count) {
    OnHeapColumnVector ids = new OnHeapColumnVector(Math.max(1, count), DataTypes.LongType);
    IntStream.range(0, count).forEach(row -> ids.putLong(row, row));
    return new ColumnarBatch(new ColumnVector[] {ids}, count);
  }

  private Iterator<InternalRow> disguised(BatchChoice choice, int... counts) {
    Iterator<ColumnarBatch> source =
        CollectionConverters.asScala(
            IntStream.of(counts).peek(count -> read++).mapToObj(count -> batch(count)).iterator());
    return new DisguisedBatches(choice, rows, batches).apply(source);
  }

  private SparkPlan plan(Dataset<Row> query) {
    return query.queryExecution().sparkPlan();
  }

  private BatchChoice everything() {
    return BatchChoice.everything(plan(spark.range(3).toDF()));
  }

  private BatchChoice where(String condition) {
    FilterExec filter = (FilterExec) plan(spark.range(3).toDF().where(condition));
    return BatchChoice.everything(filter.child()).filter(filter).orElseThrow();
  }

  /** Of each row whether it counts only. */
  private static List<Boolean> all(Iterator<InternalRow> rows) {
    List<Boolean> all = new ArrayList<>();
    rows.foreach(row -> all.add(row == BatchRow.COUNTED));
    return all;
  }

  @Test
  void aBatchIsAsManyRowsAsItHolds() {
    assertThat(all(disguised(everything(), 3, 1, 2)))
        .containsExactly(false, true, true, false, false, true);
    assertThat(rows.value()).isEqualTo(6);
    assertThat(batches.value()).isEqualTo(3);
  }

  @Test
  void aBatchWithoutRowsIsNone() {
    assertThat(all(disguised(everything(), 0, 2, 0))).containsExactly(false, true);
    assertThat(rows.value()).isEqualTo(2);
  }

  @Test
  void rowsThatAreFilteredOutDoNotCount() {
    assertThat(all(disguised(where("id >= 4"), 3, 6, 5))).containsExactly(false, true, false);
    assertThat(rows.value()).isEqualTo(3);
    assertThat(batches.value()).isEqualTo(3);
  }

  /** {@code AND} would look at the text, which is no number. */
  @Test
  void aFilterEndsARowAtTheFirstConditionThatIsNull() {
    String condition = "nullif(id % 2, 0) = 1 AND int(if(id % 2 = 0, 'none', '1')) = 1";
    assertThat(all(disguised(where(condition), 5))).containsExactly(false, true);
  }

  @Test
  void columnsThatTheQueryDoesNotNameAreLeftOut() {
    ColumnarBatch one = batch(3);
    ColumnarBatch more =
        new ColumnarBatch(new ColumnVector[] {one.column(0), batch(3).column(0)}, 3);
    assertThat(everything().columns(one)).isSameAs(one);
    assertThat(everything().columns(more).numCols()).isEqualTo(1);
    assertThat(everything().columns(more).column(0)).isSameAs(one.column(0));
  }

  /** Which fails where the whole-stage code of the filter does not. */
  @Test
  void columnsAreLookedAtForNullsBeforeWhatIsComputedOfThem(@TempDir Path folder) {
    spark.conf().set("spark.sql.constraintPropagation.enabled", "false");
    String condition =
        "substr(value, 1, 3) IS NOT NULL AND if(value IS NULL, raise_error('x'), true)";
    FilterExec filter = (FilterExec) plan(spark.read().text(folder.toString()).where(condition));
    assertThat(BatchChoice.everything(filter.child()).filter(filter))
        .hasValueSatisfying(choice -> assertThat(all(texts(choice))).containsExactly(false, true));
  }

  private Iterator<InternalRow> texts(BatchChoice choice) {
    OnHeapColumnVector texts = new OnHeapColumnVector(3, DataTypes.StringType);
    texts.putByteArray(0, new byte[] {'0'});
    texts.putNull(1);
    texts.putByteArray(2, new byte[] {'2'});
    ColumnarBatch batch = new ColumnarBatch(new ColumnVector[] {texts}, 3);
    return new DisguisedBatches(choice, rows, batches)
        .apply(CollectionConverters.asScala(List.of(batch).iterator()));
  }

  @Test
  void aBatchIsFreedWithAllItsColumnsBeforeTheNextIsRead() {
    List<FreeableVector> vectors = Stream.generate(FreeableVector::new).limit(3).toList();
    Iterator<ColumnarBatch> source =
        CollectionConverters.asScala(
            vectors.stream()
                .map(v -> new ColumnarBatch(new ColumnVector[] {batch(2).column(0), v}, 2))
                .iterator());
    Iterator<InternalRow> disguised =
        new DisguisedBatches(everything(), rows, batches).apply(source);
    for (FreeableVector vector : vectors) {
      disguised.next();
      assertThat(vector.isFreed()).isFalse();
      disguised.next();
      disguised.hasNext();
      assertThat(vector.isFreed()).isTrue();
    }
  }

  @Test
  void theNextBatchIsNotReadBeforeTheRowsOfTheLastAreCounted() {
    Iterator<InternalRow> disguised = disguised(everything(), 2, 2);
    disguised.next();
    assertThat(disguised.hasNext()).isTrue();
    disguised.next();
    assertThat(read).isEqualTo(1);
    disguised.next();
    assertThat(read).isEqualTo(2);
  }
}
