package org.parquetext.spark.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.parquetext.spark.arrow.BatchRows;
import org.parquetext.spark.arrow.OversizedBatchException;

class BatchPiecesTest {

  private final BatchPieces pieces = new BatchPieces();
  private final List<Integer> written = new ArrayList<>();
  private final List<Integer> sizes = new ArrayList<>();
  private int most = Integer.MAX_VALUE;
  private int refused;

  private void write(int rows) {
    written.clear();
    sizes.clear();
    refused = 0;
    pieces.forEach(BatchRows.range(5, rows), this::accept);
    assertThat(written).containsExactlyElementsOf(IntStream.range(5, 5 + rows).boxed().toList());
  }

  private void accept(BatchRows piece) {
    if (piece.count() > most) {
      refused++;
      throw new OversizedBatchException("`text`", piece.count());
    }
    sizes.add(piece.count());
    IntStream.range(0, piece.count()).map(piece::at).forEach(written::add);
  }

  @Test
  void aBatchIsWrittenWhole() {
    write(4096);
    assertThat(sizes).containsExactly(4096);
  }

  @Test
  void whatIsTooMuchIsHalvedUntilItIsNot() {
    most = 1000;
    write(4096);
    assertThat(sizes).containsExactly(512, 512, 512, 512, 512, 512, 512, 512);
    assertThat(refused).isEqualTo(3);
  }

  @Test
  void aSingleRowIsTheLeast() {
    most = 1;
    write(3);
    assertThat(sizes).containsExactly(1, 1, 1);
  }

  @Test
  void theNextBatchBeginsWithAsMany() {
    most = 1000;
    write(4096);
    write(1024);
    assertThat(sizes).containsExactly(512, 512);
    assertThat(refused).isZero();
  }

  @Test
  void moreIsTriedAgain() {
    most = 1000;
    write(4096);
    most = Integer.MAX_VALUE;
    for (int batch = 0; batch < 4; batch++) {
      write(4096);
    }
    assertThat(sizes).containsExactly(4096);
  }
}
