package org.parquetext.benchmarks.arrow;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A table of longs and strings in turn, nullable and without nulls, always with the same random
 * values.
 */
final class SimpleBatches {

  private static final long SEED = 42;
  private static final int FEW = 100;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Cardinality cardinality;

  private SimpleBatches(Cardinality cardinality) {
    this.cardinality = cardinality;
  }

  /** How many different values a column has. */
  enum Cardinality {
    /** A hundred. */
    LOW {
      @Override
      long number(SplittableRandom random) {
        return random.nextInt(FEW);
      }
    },

    /** As many as it has rows, nearly. */
    HIGH {
      @Override
      long number(SplittableRandom random) {
        return random.nextLong();
      }
    };

    abstract long number(SplittableRandom random);
  }

  /** Generates a table, to be closed by the caller. */
  static ArrowTable generate(
      BufferAllocator allocator, int columns, int rows, Cardinality cardinality) {
    ArrowTable table = new ArrowTable(allocator, schema(columns));
    SimpleBatches values = new SimpleBatches(cardinality);
    for (int left = rows; left > 0; left -= ArrowTable.BATCH_ROWS) {
      values.fill(table.newBatch(), Math.min(left, ArrowTable.BATCH_ROWS));
    }
    return table;
  }

  private static Schema schema(int columns) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      fields.add(
          i % 2 == 0
              ? Field.nullable("long_" + i, new ArrowType.Int(Long.SIZE, true))
              : Field.nullable("string_" + i, new ArrowType.Utf8()));
    }
    return new Schema(fields);
  }

  private void fill(VectorSchemaRoot batch, int rows) {
    for (FieldVector vector : batch.getFieldVectors()) {
      if (vector instanceof BigIntVector) {
        fillLongs((BigIntVector) vector, rows);
      } else {
        fillStrings((VarCharVector) vector, rows);
      }
    }
    batch.setRowCount(rows);
  }

  private void fillLongs(BigIntVector vector, int rows) {
    for (int row = 0; row < rows; row++) {
      vector.setSafe(row, cardinality.number(random));
    }
  }

  private void fillStrings(VarCharVector vector, int rows) {
    for (int row = 0; row < rows; row++) {
      String text =
          "value-" + Long.toUnsignedString(cardinality.number(random), Character.MAX_RADIX);
      vector.setSafe(row, text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
