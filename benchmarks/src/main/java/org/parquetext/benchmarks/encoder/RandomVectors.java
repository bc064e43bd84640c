package org.parquetext.benchmarks.encoder;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;

/** Fills vectors with random values, nulls and NaNs; the same ones each time. */
final class RandomVectors {

  private static final long SEED = 42;
  private static final int MAX_LENGTH = 32;
  private static final int MAX_ITEMS = 8;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final double nulls;
  private final double nans;
  private final byte[][] few;

  /**
   * Random values.
   *
   * @param nulls share of the positions that are null
   * @param nans share of the floating-point values that are NaN
   * @param distinct the number of different strings; 0 for as many as there are rows
   */
  RandomVectors(double nulls, double nans, int distinct) {
    this.nulls = nulls;
    this.nans = nans;
    this.few = new byte[distinct][];
    for (int i = 0; i < distinct; i++) {
      few[i] = newText();
    }
  }

  /** Fills a vector of any type that is measured here. */
  void fill(FieldVector vector, int positions) {
    vector.setInitialCapacity(positions);
    vector.allocateNew();
    int[] itemCount = new int[1];
    for (int i = 0; i < positions; i++) {
      if (random.nextDouble() < nulls) {
        vector.setNull(i);
      } else if (vector instanceof ListVector) {
        startItems((ListVector) vector, i, itemCount);
      } else {
        set(vector, i);
      }
    }
    vector.setValueCount(positions);
    if (vector instanceof ListVector) {
      fill(((ListVector) vector).getDataVector(), itemCount[0]);
    }
  }

  private void startItems(ListVector list, int position, int[] itemCount) {
    int items = random.nextInt(MAX_ITEMS);
    list.startNewValue(position);
    list.endValue(position, items);
    itemCount[0] += items;
  }

  private void set(FieldVector vector, int position) {
    if (vector instanceof IntVector) {
      ((IntVector) vector).setSafe(position, random.nextInt());
    } else if (vector instanceof BigIntVector) {
      ((BigIntVector) vector).setSafe(position, random.nextLong());
    } else if (vector instanceof Float4Vector) {
      ((Float4Vector) vector).setSafe(position, (float) number());
    } else if (vector instanceof Float8Vector) {
      ((Float8Vector) vector).setSafe(position, number());
    } else if (vector instanceof BitVector) {
      ((BitVector) vector).setSafe(position, random.nextInt(2));
    } else if (vector instanceof VarCharVector || vector instanceof VarBinaryVector) {
      ((BaseVariableWidthVector) vector).setSafe(position, text());
    } else {
      throw new IllegalArgumentException("Cannot fill " + vector.getField());
    }
  }

  private double number() {
    return random.nextDouble() < nans ? Double.NaN : random.nextDouble();
  }

  private byte[] text() {
    return few.length == 0 ? newText() : few[random.nextInt(few.length)];
  }

  private byte[] newText() {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(MAX_LENGTH);
    while (text.length() < length) {
      text.append((char) random.nextInt('a', 'z' + 1));
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
