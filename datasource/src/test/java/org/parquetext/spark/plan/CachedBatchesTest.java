package org.parquetext.spark.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.junit.jupiter.api.Test;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

class CachedBatchesTest {

  @Test
  void aBatchIsFreedWhenItIsAskedWhetherThereIsAnother() {
    List<FreeableVector> vectors = Stream.generate(FreeableVector::new).limit(3).toList();
    Iterator<ColumnarBatch> batches =
        new CachedBatchesExec.Freed()
            .apply(
                CollectionConverters.asScala(
                    vectors.stream()
                        .map(vector -> new ColumnarBatch(new ColumnVector[] {vector}, 1))
                        .iterator()));
    for (FreeableVector vector : vectors) {
      assertThat(batches.next().column(0)).isSameAs(vector);
      assertThat(vector.isFreed()).isFalse();
      batches.hasNext();
      assertThat(vector.isFreed()).isTrue();
    }
    assertThat(batches.hasNext()).isFalse();
  }
}
