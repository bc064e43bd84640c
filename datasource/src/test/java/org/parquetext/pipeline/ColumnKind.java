package org.parquetext.pipeline;

import java.util.Random;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.parquetext.level.LeafKind;

/**
 * One Arrow type as the tests write it: how a random value gets into a vector, and what a reader of
 * the file must then see. {@link ColumnKinds} has them all.
 */
final class ColumnKind implements LeafKind {

  private final String name;
  private final ArrowType type;
  private final RandomValue value;

  ColumnKind(String name, ArrowType type, RandomValue value) {
    this.name = name;
    this.type = type;
    this.value = value;
  }

  /** A kind whose values are {@code width} little-endian bytes of the vector's data buffer. */
  static ColumnKind fixed(String name, ArrowType type, int width, Bits bits, Seen seen) {
    return new ColumnKind(
        name,
        type,
        (vector, row, random) -> {
          long raw = bits.next(random);
          for (int i = 0; i < width; i++) {
            vector.getDataBuffer().setByte((long) row * width + i, (byte) (raw >>> (8 * i)));
          }
          BitVectorHelper.setBit(vector.getValidityBuffer(), row);
          return seen.of(raw);
        });
  }

  @Override
  public ArrowType type() {
    return type;
  }

  Field field(String column, Nullability nullability) {
    boolean nullable = nullability == Nullability.NULLABLE;
    return new Field(column, new FieldType(nullable, type, null), null);
  }

  @Override
  public Object put(FieldVector vector, int row, Random random) {
    return value.put(vector, row, random);
  }

  /** The null goes on to own the bytes of the value. */
  @Override
  public void putNull(FieldVector vector, int row, Random random) {
    value.put(vector, row, random);
    BitVectorHelper.unsetBit(vector.getValidityBuffer(), row);
  }

  @Override
  public String toString() {
    return name;
  }

  /** Puts a random value into a present row and returns what a reader sees. */
  interface RandomValue {
    Object put(FieldVector vector, int row, Random random);
  }

  /** Draws the bits of a value. */
  interface Bits {
    long next(Random random);
  }

  /** What a reader sees of the bits. */
  interface Seen {
    Object of(long bits);
  }

  /** Whether a field may hold nulls. */
  enum Nullability {
    NULLABLE,
    NOT_NULL
  }

  /** How many rows are null. */
  enum Nulls {
    NONE,
    SOME,
    ALL;

    boolean next(Random random) {
      return this == ALL || this == SOME && random.nextInt(3) == 0;
    }
  }
}
