package org.parquetext.benchmarks.encoder;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The kinds of columns that are measured. All are declared nullable; a quarter is null in those
 * that have nulls, at each level of a list.
 */
public enum ColumnKind {
  /** Random ints, longs, floats and doubles, a column each. */
  PRIMITIVE(Types.NUMBERS, Values.ANY),

  PRIMITIVE_NULLS(Types.NUMBERS, Values.QUARTER_NULL),

  BOOL(Types.BOOL, Values.ANY),

  BOOL_NULLS(Types.BOOL, Values.QUARTER_NULL),

  /** Different random strings of 0 to 31 bytes. */
  STRING(Types.STRING, Values.ANY),

  STRING_NULLS(Types.STRING, Values.QUARTER_NULL),

  /** A column of each. */
  STRING_AND_BINARY(Types.STRING_AND_BINARY, Values.ANY),

  /** Strings of which a hundred are different. */
  STRING_REPEATED(Types.STRING, Values.HUNDRED_DIFFERENT),

  /** The same as a vector of ids and a dictionary. */
  STRING_DICTIONARY(Types.STRING, Values.HUNDRED_DIFFERENT) {
    @Override
    MeasuredColumns columns(BufferAllocator allocator, int rows) {
      try (MeasuredColumns plain = super.columns(allocator, rows)) {
        return plain.encoded(allocator);
      }
    }
  },

  /** Random floats and doubles, half of them NaN, a column each. */
  FLOAT_NAN(Types.FLOATS, Values.HALF_NAN),

  /** Lists of 0 to 7 ints. */
  LIST(Types.LIST, Values.ANY),

  LIST_NULLS(Types.LIST, Values.QUARTER_NULL);

  private final List<ArrowType> types;
  private final Values values;

  ColumnKind(List<ArrowType> types, Values values) {
    this.types = types;
    this.values = values;
  }

  /** Makes the columns, to be closed by the caller; always the same ones. */
  MeasuredColumns columns(BufferAllocator allocator, int rows) {
    VectorSchemaRoot root = VectorSchemaRoot.create(schema(), allocator);
    RandomVectors random = new RandomVectors(values.nulls, values.nans, values.distinct);
    for (FieldVector vector : root.getFieldVectors()) {
      random.fill(vector, rows);
    }
    root.setRowCount(rows);
    return MeasuredColumns.plain(root);
  }

  private Schema schema() {
    List<Field> fields = new ArrayList<>();
    for (ArrowType type : types) {
      List<Field> children =
          type instanceof ArrowType.List ? List.of(Field.nullable("element", Types.INT)) : null;
      fields.add(new Field("c" + fields.size(), FieldType.nullable(type), children));
    }
    return new Schema(fields);
  }

  /** The name that the report shows. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What the vectors are filled with. */
  private enum Values {
    ANY(0, 0, 0),
    QUARTER_NULL(0.25, 0, 0),
    HALF_NAN(0, 0.5, 0),
    HUNDRED_DIFFERENT(0, 0, 100);

    private final double nulls;
    private final double nans;
    private final int distinct;

    Values(double nulls, double nans, int distinct) {
      this.nulls = nulls;
      this.nans = nans;
      this.distinct = distinct;
    }
  }

  /** The columns of the kinds. */
  private static final class Types {
    static final ArrowType INT = new ArrowType.Int(Integer.SIZE, true);
    static final List<ArrowType> FLOATS =
        List.of(
            new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE),
            new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE));
    static final List<ArrowType> NUMBERS =
        List.of(INT, new ArrowType.Int(Long.SIZE, true), FLOATS.get(0), FLOATS.get(1));
    static final List<ArrowType> BOOL = List.of(new ArrowType.Bool());
    static final List<ArrowType> STRING = List.of(new ArrowType.Utf8());
    static final List<ArrowType> STRING_AND_BINARY =
        List.of(new ArrowType.Utf8(), new ArrowType.Binary());
    static final List<ArrowType> LIST = List.of(new ArrowType.List());
  }
}
