package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.LargeVarBinaryVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes of a root's vectors, also where an int cannot count them. */
class RootBatchTest {

  private static final int ROWS = 16;
  private static final int NEARLY_TWO_GIBIBYTES = Integer.MAX_VALUE - 5;

  private static final BufferAllocator ALLOCATOR = new RootAllocator();

  private VectorSchemaRoot root;

  @AfterEach
  void freesAll() {
    root.close();
    assertThat(ALLOCATOR.getAllocatedMemory()).isZero();
  }

  static Stream<FieldVector> narrow() {
    return Stream.of(new VarCharVector("a", ALLOCATOR), new VarBinaryVector("a", ALLOCATOR));
  }

  @ParameterizedTest
  @MethodSource("narrow")
  void countsNearlyTwoGibibytes(FieldVector vector) {
    fill(vector);
    vector.getOffsetBuffer().setInt((long) ROWS * Integer.BYTES, NEARLY_TWO_GIBIBYTES);

    assertBytes(NEARLY_TWO_GIBIBYTES + (ROWS + 1L) * Integer.BYTES + 2);
  }

  static Stream<FieldVector> large() {
    return Stream.of(
        new LargeVarCharVector("a", ALLOCATOR), new LargeVarBinaryVector("a", ALLOCATOR));
  }

  @ParameterizedTest
  @MethodSource("large")
  void countsMoreThanTwoGibibytes(FieldVector vector) {
    fill(vector);
    vector.getOffsetBuffer().setLong((long) ROWS * Long.BYTES, 5L << 30);

    assertBytes((5L << 30) + (ROWS + 1L) * Long.BYTES + 2);
  }

  @ParameterizedTest
  @MethodSource("narrow")
  void countsNoneOfTheValuesBeforeTheFirst(FieldVector vector) {
    fill(vector);
    vector.getOffsetBuffer().setInt(0, 100);
    vector.getOffsetBuffer().setInt((long) ROWS * Integer.BYTES, 130);

    assertBytes(30 + (ROWS + 1L) * Integer.BYTES + 2);
  }

  @ParameterizedTest
  @MethodSource({"narrow", "large"})
  void anEmptyVectorNeedsNoOffsets(FieldVector vector) {
    root = VectorSchemaRoot.of(vector);

    assertBytes(0);
  }

  @Test
  void addsTheVectorsUp() {
    BigIntVector numbers = new BigIntVector("a", ALLOCATOR);
    VarCharVector texts = new VarCharVector("b", ALLOCATOR);
    numbers.allocateNew(ROWS);
    texts.allocateNew(ROWS);
    texts.set(0, new byte[10]);
    root = VectorSchemaRoot.of(numbers, texts);
    root.setRowCount(ROWS);

    assertBytes(ROWS * 8L + 2 + 10 + (ROWS + 1L) * Integer.BYTES + 2);
  }

  private void fill(FieldVector vector) {
    vector.allocateNew();
    root = VectorSchemaRoot.of(vector);
    root.setRowCount(ROWS);
  }

  private void assertBytes(long expected) {
    assertThat(new RootBatch(root).bytes()).isEqualTo(expected);
  }
}
