package org.parquetext.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Tables whose rows compress very differently: of a few ten thousand rows all values are noise, of
 * the next ones hardly any, of the next ones a dictionary has them.
 */
final class UnevenRows {

  static final int BATCH = 4_000;

  private static final int PERIOD = 23_000;
  private static final int DISTINCT = 5_000;
  private static final ArrowType LONG = new ArrowType.Int(64, true);
  private static final ArrowType TEXT = new ArrowType.Utf8();

  private UnevenRows() {}

  /** What the rows look like. */
  enum Shape {
    /** A number and a text. */
    FLAT(600_000, Field.nullable("number", LONG), Field.nullable("text", TEXT)),
    /** A hundred numbers. */
    WIDE(
        40_000,
        IntStream.range(0, 100)
            .mapToObj(i -> Field.nullable("number" + i, LONG))
            .toArray(Field[]::new)),
    /** Lists of structs. */
    NESTED(
        200_000,
        Field.nullable("id", LONG),
        new Field(
            "list",
            FieldType.nullable(ArrowType.List.INSTANCE),
            List.of(
                new Field(
                    "element",
                    FieldType.nullable(ArrowType.Struct.INSTANCE),
                    List.of(Field.nullable("x", LONG), Field.nullable("y", TEXT)))))),
    /** Numbers without any order. */
    NOISE(100_000, Field.notNullable("noise", LONG), Field.notNullable("more", LONG));

    private final int rows;
    private final Schema schema;

    Shape(int rows, Field... fields) {
      this.rows = rows;
      this.schema = new Schema(List.of(fields));
    }

    /** Enough for some files of a few megabytes. */
    int rows() {
      return rows;
    }

    Schema schema() {
      return schema;
    }
  }

  /** Fills a root with rows from {@code first} on, the same for the same number. */
  static void fill(VectorSchemaRoot root, int first, int rows) {
    List<FieldVector> vectors = root.getFieldVectors();
    vectors.forEach(FieldVector::reset);
    for (int i = 0; i < vectors.size(); i++) {
      fill(vectors.get(i), first, rows, new Random(31L * first + i));
    }
    root.setRowCount(rows);
  }

  private static void fill(FieldVector vector, int first, int rows, Random random) {
    if (vector instanceof ListVector) {
      fillList((ListVector) vector, first, rows, random);
      return;
    }
    boolean noise = vector.getName().equals("noise") || vector.getName().equals("more");
    for (int row = 0; row < rows; row++) {
      set(vector, row, noise ? random.nextLong() : value(first + row, random));
    }
    vector.setValueCount(rows);
  }

  private static void fillList(ListVector list, int first, int rows, Random random) {
    StructVector elements = (StructVector) list.getDataVector();
    List<FieldVector> leaves = new ArrayList<>(elements.getChildrenFromFields());
    int element = 0;
    for (int row = 0; row < rows; row++) {
      int length = random.nextInt(4);
      list.startNewValue(row);
      for (int i = 0; i < length; i++, element++) {
        elements.setIndexDefined(element);
        for (FieldVector leaf : leaves) {
          set(leaf, element, value(first + row, random));
        }
      }
      list.endValue(row, length);
    }
    leaves.forEach(leaf -> leaf.setValueCount(leaf.getValueCapacity()));
    elements.setValueCount(element);
    list.setValueCount(rows);
  }

  private static void set(FieldVector vector, int row, long value) {
    if (vector instanceof BigIntVector) {
      ((BigIntVector) vector).setSafe(row, value);
    } else {
      byte[] text = ("value " + Long.toHexString(value)).getBytes(StandardCharsets.UTF_8);
      ((VarCharVector) vector).setSafe(row, text);
    }
  }

  private static long value(int row, Random random) {
    return switch (row / PERIOD % 3) {
      case 0 -> random.nextLong();
      case 1 -> row / 5_000;
      default -> random.nextInt(DISTINCT);
    };
  }
}
