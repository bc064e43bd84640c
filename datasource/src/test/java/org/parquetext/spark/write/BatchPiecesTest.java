package org.parquetext.spark.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.parquetext.spark.arrow.BatchRows;
import org.parquetext.spark.arrow.OversizedBatchException;

class BatchPiecesTest {

  private final BatchPieces pieces = new BatchPieces();
  private final List<Integer> written = new ArrayList<>();
  private final List<Integer> sizes = new ArrayList<>();
  private int refused;

  /** Refuses pieces of more rows than {@code most}. */
  private void write(int rows, int most) {
    write(rows, piece -> piece.count() <= most);
  }

  private void write(int rows, Predicate<BatchRows> taken) {
    written.clear();
    sizes.clear();
    pieces.forEach(
        BatchRows.range(5, rows),
        piece -> {
          if (!taken.test(piece)) {
            refused++;
            throw new OversizedBatchException(piece.count() + " rows are too many");
          }
          sizes.add(piece.count());
          IntStream.range(0, piece.count()).map(piece::at).forEach(written::add);
        });
    assertThat(written).containsExactlyElementsOf(IntStream.range(5, 5 + rows).boxed().toList());
  }

  @Test
  void aBatchIsWrittenWhole() {
    write(4096, 4096);
    assertThat(sizes).containsExactly(4096);
  }

  @Test
  void whatIsTooMuchIsHalvedUntilItIsNot() {
    write(4096, 1000);
    assertThat(sizes).containsExactly(512, 512, 512, 512, 512, 512, 512, 512);
  }

  @Test
  void aSingleRowIsTheLeast() {
    write(3, 1);
    assertThat(sizes).containsExactly(1, 1, 1);
  }

  @Test
  void afterOneLargeRowThePiecesGrowAgain() {
    write(4096, piece -> piece.count() == 1 || piece.at(0) > 5);
    assertThat(sizes).startsWith(1, 2, 4, 8, 16);
    write(4096, 4096);
    assertThat(sizes).containsExactly(4096);
  }

  @Test
  void whereAllRowsAreLargeMoreAreSeldomTried() {
    write(4096, 1000);
    assertThat(refused).isEqualTo(5);
    for (int batch = 0; batch < 80; batch++) {
      write(4096, 1000);
    }
    assertThat(refused).isLessThan(5 + 20);
  }
}
