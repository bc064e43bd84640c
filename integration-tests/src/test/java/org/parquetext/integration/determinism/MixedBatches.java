package org.parquetext.integration.determinism;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Batches of columns that take very different times to encode: few and many distinct values, short
 * and long ones, nulls, and a dictionary that overflows in the middle. The same for the same
 * number.
 */
final class MixedBatches {
  private MixedBatches() {}

  static VectorSchemaRoot open(BufferAllocator allocator) {
    return VectorSchemaRoot.of(
        new BigIntVector("ascending", allocator),
        new BigIntVector("noise", allocator),
        new IntVector("few", allocator),
        new IntVector("overflowing", allocator),
        new Float8Vector("number", allocator),
        new VarCharVector("text", allocator),
        new VarCharVector("longText", allocator),
        new BitVector("flag", allocator),
        new IntVector("mostlyNull", allocator));
  }

  static void fill(VectorSchemaRoot root, int batch, int rows) {
    Random random = new Random(batch);
    List<FieldVector> vectors = root.getFieldVectors();
    vectors.forEach(FieldVector::reset);
    for (int row = 0; row < rows; row++) {
      long number = (long) batch * rows + row;
      ((BigIntVector) vectors.get(0)).setSafe(row, number);
      ((BigIntVector) vectors.get(1)).setSafe(row, random.nextLong());
      ((IntVector) vectors.get(2)).setSafe(row, random.nextInt(20));
      ((IntVector) vectors.get(3)).setSafe(row, batch % 7 < 4 ? row % 50 : (int) number);
      ((Float8Vector) vectors.get(4)).setSafe(row, random.nextGaussian());
      ((VarCharVector) vectors.get(5)).setSafe(row, text("value " + random.nextInt(3_000)));
      ((VarCharVector) vectors.get(6))
          .setSafe(row, text("some longer text, number " + random.nextLong()));
      ((BitVector) vectors.get(7)).setSafe(row, random.nextInt(2));
      if (random.nextInt(50) == 0) {
        ((IntVector) vectors.get(8)).setSafe(row, row);
      }
    }
    root.setRowCount(rows);
  }

  private static byte[] text(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }
}
