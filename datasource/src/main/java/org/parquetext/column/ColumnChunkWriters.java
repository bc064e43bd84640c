package org.parquetext.column;

import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.parquetext.options.WriteOptions;
import org.parquetext.schema.LeafField;
import org.parquetext.statistics.BinaryRange;
import org.parquetext.statistics.BooleanRange;
import org.parquetext.statistics.DoubleRange;
import org.parquetext.statistics.FixedRange;
import org.parquetext.statistics.FloatRange;
import org.parquetext.statistics.IntRange;
import org.parquetext.statistics.LongRange;

/**
 * Opens the writer of a column by the Arrow type that comes in and the Parquet type that goes out.
 */
public final class ColumnChunkWriters {

  private ColumnChunkWriters() {}

  /**
   * The writer of a leaf.
   *
   * @throws IllegalArgumentException if the two types do not go together
   */
  public static ColumnChunkWriter open(LeafField leaf, WriteOptions options) {
    ColumnDescriptor descriptor = leaf.descriptor();
    Field field = leaf.field();
    ChunkBloomFilter bloomFilter = ChunkBloomFilter.of(descriptor, options);
    PageValues values =
        goTogether(descriptor, field) ? values(descriptor, field, options, bloomFilter) : null;
    if (values == null) {
      throw new IllegalArgumentException(
          "Cannot write column `"
              + String.join(".", descriptor.getPath())
              + "`: Arrow field "
              + field
              + " cannot become Parquet "
              + descriptor.getPrimitiveType());
    }
    return new ColumnChunkWriter(descriptor, leaf.shape(), values, bloomFilter, options);
  }

  private static boolean goTogether(ColumnDescriptor descriptor, Field field) {
    ArrowType arrow = field.getType();
    return field.getDictionary() == null
        && !(arrow instanceof ArrowType.ExtensionType)
        && (!(arrow instanceof ArrowType.Decimal)
            || holds(descriptor.getPrimitiveType(), (ArrowType.Decimal) arrow));
  }

  /**
   * Whether a column of nothing but nulls is declared as such. The annotation is asked for its
   * name, since its class exists from parquet 1.16 on only.
   */
  private static boolean isVoid(ColumnDescriptor descriptor, ArrowType arrow) {
    LogicalTypeAnnotation annotation = descriptor.getPrimitiveType().getLogicalTypeAnnotation();
    return arrow instanceof ArrowType.Null
        && annotation != null
        && annotation.toString().equals("UNKNOWN")
        && descriptor.getPrimitiveType().isRepetition(Type.Repetition.OPTIONAL);
  }

  private static boolean holds(PrimitiveType column, ArrowType.Decimal decimal) {
    LogicalTypeAnnotation annotation = column.getLogicalTypeAnnotation();
    return annotation instanceof DecimalLogicalTypeAnnotation
        && ((DecimalLogicalTypeAnnotation) annotation).getScale() == decimal.getScale()
        && ((DecimalLogicalTypeAnnotation) annotation).getPrecision() >= decimal.getPrecision();
  }

  private static PageValues values(
      ColumnDescriptor descriptor,
      Field field,
      WriteOptions options,
      ChunkBloomFilter bloomFilter) {
    ArrowType arrow = field.getType();
    PrimitiveType type = descriptor.getPrimitiveType();
    String name = String.join(".", descriptor.getPath());
    EncodingChoice choice = EncodingChoice.of(name, type.getPrimitiveTypeName(), options);
    DictionaryIds ids = choice.dictionaryIds(options);
    switch (type.getPrimitiveTypeName()) {
      case BOOLEAN:
        return arrow instanceof ArrowType.Bool || isVoid(descriptor, arrow)
            ? new BooleanValues(new BooleanRange(type), BooleanEncoding.of(choice.other()))
            : null;
      case INT32:
      case FLOAT:
        ArrowInts ints = ArrowInts.of(arrow, type);
        return ints == null
            ? null
            : int32(
                ints,
                type,
                ids,
                IntSink.of(choice.others(), options.compression(name)),
                bloomFilter);
      case INT64:
      case DOUBLE:
        ArrowLongs longs = ArrowLongs.of(arrow, type);
        return longs == null
            ? null
            : int64(
                longs,
                type,
                ids,
                LongSink.of(choice.others(), options.compression(name)),
                bloomFilter);
      case INT96:
        ArrowLongs micros = ArrowLongs.of(arrow, type);
        return micros == null ? null : new Int96Values(micros, type, ids, bloomFilter);
      case BINARY:
        ArrowByteArrays arrays = ArrowByteArrays.of(arrow);
        return arrays == null
            ? null
            : new ByteArrayValues(
                arrays,
                new BinaryRange(type),
                ids,
                ByteArraySink.of(choice.others(), options.compression(name)),
                bloomFilter);
      default:
        int width = type.getTypeLength();
        ArrowFixed fixed = ArrowFixed.of(arrow, width);
        return fixed == null
            ? null
            : new FixedLenByteArrayValues(
                fixed,
                width,
                new FixedRange(type),
                ids,
                FixedSink.of(choice.other(), width),
                bloomFilter);
    }
  }

  private static PageValues int32(
      ArrowInts source,
      PrimitiveType type,
      DictionaryIds ids,
      IntSink sink,
      ChunkBloomFilter bloomFilter) {
    if (type.getPrimitiveTypeName() == PrimitiveTypeName.FLOAT) {
      FloatRange floats = new FloatRange(type);
      return new Int32Values(source, floats, floats::update, ids, sink, bloomFilter);
    }
    IntRange ints = new IntRange(type);
    return new Int32Values(source, ints, ints::update, ids, sink, bloomFilter);
  }

  private static PageValues int64(
      ArrowLongs source,
      PrimitiveType type,
      DictionaryIds ids,
      LongSink sink,
      ChunkBloomFilter bloomFilter) {
    if (type.getPrimitiveTypeName() == PrimitiveTypeName.DOUBLE) {
      DoubleRange doubles = new DoubleRange(type);
      return new Int64Values(source, doubles, doubles::update, ids, sink, bloomFilter);
    }
    LongRange longs = new LongRange(type);
    return new Int64Values(source, longs, longs::update, ids, sink, bloomFilter);
  }
}
