package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowGroupSizeTest {

  private final RowGroupSize size = new RowGroupSize();

  @Test
  void countsRawBytesAsLongAsNothingIsKnown() {
    size.submit(100);
    size.submit(50);

    assertThat(size.estimate()).isEqualTo(150);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 17, RowGroupSize.WINDOW})
  void doesNotDependOnWhatIsEncodedWithinTheWindow(int encoded) {
    for (int i = 0; i < RowGroupSize.WINDOW; i++) {
      size.submit(10);
    }
    for (int i = 0; i < encoded; i++) {
      size.complete(1, 0);
    }

    assertThat(size.estimate()).isEqualTo(10L * RowGroupSize.WINDOW);
  }

  @Test
  void learnsTheRatioBehindTheWindow() {
    for (int i = 1; i <= 3 * RowGroupSize.WINDOW; i++) {
      size.submit(100);
      size.complete(25L * i, 0);
      size.estimate();
    }

    assertThat(size.estimate()).isEqualTo(25L * 3 * RowGroupSize.WINDOW);
  }

  @Test
  void settlesToWhatIsEncoded() {
    size.submit(100);
    size.submit(100);
    size.complete(30, 0);
    size.complete(70, 0);

    assertThat(size.settle()).isEqualTo(70);
    size.submit(100);
    assertThat(size.estimate()).as("with the ratio so far").isEqualTo(70 + 35);
  }

  @Test
  void theNextRowGroupStartsFromNothingButTheRatio() {
    size.submit(100);
    size.complete(20, 0);
    size.settle();
    size.reset();
    size.submit(1_000);

    assertThat(size.estimate()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 17, RowGroupSize.WINDOW})
  void atMostItHasWhatCameInWithinTheWindow(int encoded) {
    for (int i = 0; i < RowGroupSize.WINDOW; i++) {
      size.submit(10);
    }
    for (int i = 0; i < encoded; i++) {
      size.complete(1, 1);
    }

    assertThat(size.atMost()).isEqualTo(10L * RowGroupSize.WINDOW);
  }

  @Test
  void atMostItHasItsDictionariesAsTheyAreBehindTheWindow() {
    size.submit(100);
    size.complete(30, 5);
    for (int i = 0; i < RowGroupSize.WINDOW; i++) {
      size.submit(1);
    }

    assertThat(size.atMost()).isEqualTo(30 + 5 + RowGroupSize.WINDOW);
  }
}
