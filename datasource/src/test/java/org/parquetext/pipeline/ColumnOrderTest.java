package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/** Many threads over many small batches: each column sees every batch once, in order. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ColumnOrderTest {

  private static final int BATCHES = 200;

  @RepeatedTest(5)
  void everyColumnTakesTheBatchesInOrder() {
    MemoryFile file = new MemoryFile();
    AtomicIntegerArray next = new AtomicIntegerArray(2);
    try (FaultScene scene = new FaultScene(8, file)) {
      for (int i = 0; i < BATCHES; i++) {
        int batch = i;
        // A divisor of the row group's rows, so that no batch is cut in two.
        int rows = FaultScene.ROW_GROUP_ROWS / 5;
        scene.writer.write(
            scene.batches.next(
                rows,
                1 << 20,
                column -> {
                  if (column >= 0) {
                    assertThat(next.getAndIncrement(column)).isEqualTo(batch);
                  }
                }));
      }
      scene.writer.close();

      assertThat(next.get(0)).isEqualTo(BATCHES);
      assertThat(next.get(1)).isEqualTo(BATCHES);
      assertThat(file.isFinished()).isTrue();
      assertThat(scene.writer.files().get(0).rowGroupRows()).hasSize(BATCHES / 5);
      scene.assertGone();
    }
  }
}
