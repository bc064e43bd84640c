package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every NaN is written as the one that parquet-java writes, every other value as it is. */
class NotANumberTest {

  private static final Field FLOAT =
      Field.nullable("f", new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE));
  private static final Field DOUBLE =
      Field.nullable("d", new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE));
  private static final Field NESTED =
      new Field("s", FieldType.notNullable(new ArrowType.Struct()), List.of(FLOAT, DOUBLE));

  /** The bounds of the NaNs of both signs, the quiet ones, and the numbers next to all of them. */
  private static final int[] FLOATS = {
    0x7F80_0000,
    0x7F80_0001,
    0x7F95_BD4B,
    0x7FBF_FFFF,
    0x7FC0_0000,
    0x7FC0_0001,
    0x7FFF_FFFF,
    0xFF80_0000,
    0xFF80_0001,
    0xFFC0_0000,
    0xFFFF_FFFF,
    0x7F7F_FFFF,
    0xFF7F_FFFF,
    0x8000_0000,
    0,
    1
  };

  private static final long[] DOUBLES = {
    0x7FF0_0000_0000_0000L, 0x7FF0_0000_0000_0001L, 0x7FF2_B7A9_6000_0001L, 0x7FF7_FFFF_FFFF_FFFFL,
    0x7FF8_0000_0000_0000L, 0x7FF8_0000_0000_0001L, 0x7FFF_FFFF_FFFF_FFFFL, 0xFFF0_0000_0000_0000L,
    0xFFF0_0000_0000_0001L, 0xFFF8_0000_0000_0000L, 0xFFFF_FFFF_FFFF_FFFFL, 0x7FEF_FFFF_FFFF_FFFFL,
    0xFFEF_FFFF_FFFF_FFFFL, Long.MIN_VALUE, 0, 1
  };

  private final BufferAllocator allocator = new RootAllocator();
  private final MemoryFile file = new MemoryFile();

  @AfterEach
  void freesAll() {
    allocator.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "RLE_DICTIONARY", "BYTE_STREAM_SPLIT"})
  void hasOneFormInEveryEncoding(String encoding) throws IOException {
    Schema schema = new Schema(List.of(FLOAT, DOUBLE, NESTED));
    try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
      StructVector nested = (StructVector) root.getVector("s");
      fill((Float4Vector) root.getVector("f"), (Float8Vector) root.getVector("d"));
      fill((Float4Vector) nested.getChild("f"), (Float8Vector) nested.getChild("d"));
      nested.setValueCount(FLOATS.length);
      for (int row = 0; row < FLOATS.length; row++) {
        nested.setIndexDefined(row);
      }
      root.setRowCount(FLOATS.length);
      try (ArrowParquetWriter writer =
          ArrowParquetWriter.builder(file, schema)
              .options(TestWrites.options("encoding", encoding))
              .build()) {
        writer.write(root);
      }
    }

    List<Integer> floats = new ArrayList<>();
    List<Long> doubles = new ArrayList<>();
    file.forEach(
        row -> {
          floats.add(Float.floatToRawIntBits(row.getFloat("f", 0)));
          floats.add(Float.floatToRawIntBits(row.getGroup("s", 0).getFloat("f", 0)));
          doubles.add(Double.doubleToRawLongBits(row.getDouble("d", 0)));
          doubles.add(Double.doubleToRawLongBits(row.getGroup("s", 0).getDouble("d", 0)));
        });
    for (int row = 0; row < FLOATS.length; row++) {
      int real = Float.floatToIntBits(Float.intBitsToFloat(FLOATS[row]));
      long number = Double.doubleToLongBits(Double.longBitsToDouble(DOUBLES[row]));
      assertThat(floats.subList(2 * row, 2 * row + 2)).as("row %d", row).containsOnly(real);
      assertThat(doubles.subList(2 * row, 2 * row + 2)).as("row %d", row).containsOnly(number);
    }
  }

  /** By their bits, so that no NaN is changed on the way. */
  private static void fill(Float4Vector floats, Float8Vector doubles) {
    floats.allocateNew(FLOATS.length);
    doubles.allocateNew(FLOATS.length);
    for (int row = 0; row < FLOATS.length; row++) {
      floats.setIndexDefined(row);
      doubles.setIndexDefined(row);
      floats.getDataBuffer().setInt(4L * row, FLOATS[row]);
      doubles.getDataBuffer().setLong(8L * row, DOUBLES[row]);
    }
    floats.setValueCount(FLOATS.length);
    doubles.setValueCount(FLOATS.length);
  }
}
