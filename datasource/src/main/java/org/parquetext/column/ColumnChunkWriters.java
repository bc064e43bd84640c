package org.parquetext.column;

import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.parquetext.buffer.Segments;
import org.parquetext.fingerprint.ChunkHash;
import org.parquetext.options.Compression;
import org.parquetext.options.StatisticsLevel;
import org.parquetext.options.Verification;
import org.parquetext.options.WriteOptions;
import org.parquetext.schema.LeafField;
import org.parquetext.schema.StatisticsLeaves.LeafRequest;
import org.parquetext.statistics.BinaryRange;
import org.parquetext.statistics.BooleanRange;
import org.parquetext.statistics.DoubleRange;
import org.parquetext.statistics.FixedRange;
import org.parquetext.statistics.FloatRange;
import org.parquetext.statistics.IntRange;
import org.parquetext.statistics.LongRange;
import org.parquetext.statistics.ValueRange;
import org.parquetext.statistics.ValueRestoration;

/**
 * Opens the writer of a column by the Arrow type that comes in and the Parquet type that goes out.
 */
public final class ColumnChunkWriters {

  private ColumnChunkWriters() {}

  /**
   * The writer of a leaf.
   *
   * @param request what its chunks tell beside the footer; null for nothing
   * @param segments for the pages of its chunks
   * @throws IllegalArgumentException if the two types do not go together
   */
  public static ColumnChunkWriter open(
      LeafField leaf, WriteOptions options, LeafRequest request, Segments segments) {
    Settings settings = Settings.of(leaf.descriptor(), options, request);
    return new ColumnChunkWriter(
        leaf.descriptor(),
        leaf.shape(),
        values(leaf, settings),
        settings.choice.dictionary(),
        settings.ids,
        settings.bloomFilter,
        settings.geospatial,
        new ChunkStatistics(request, leaf.shape().maxDefinition()),
        settings.hash,
        options,
        segments);
  }

  /** The values of a leaf. */
  static PageValues values(LeafField leaf, WriteOptions options) {
    return values(leaf, Settings.of(leaf.descriptor(), options, null));
  }

  private static PageValues values(LeafField leaf, Settings settings) {
    ColumnDescriptor descriptor = leaf.descriptor();
    Field field = leaf.field();
    PageValues values = goTogether(descriptor, field) ? values(descriptor, field, settings) : null;
    if (values == null) {
      throw new IllegalArgumentException(
          "Cannot write column `"
              + String.join(".", descriptor.getPath())
              + "`: Arrow field "
              + field
              + " cannot become Parquet "
              + descriptor.getPrimitiveType());
    }
    return values;
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

  private static PageValues values(ColumnDescriptor descriptor, Field field, Settings settings) {
    ArrowType arrow = field.getType();
    PrimitiveType type = descriptor.getPrimitiveType();
    switch (type.getPrimitiveTypeName()) {
      case BOOLEAN:
        boolean bits = arrow instanceof ArrowType.Bool || isVoid(descriptor, arrow);
        return bits ? booleans(type, settings) : null;
      case INT32:
      case FLOAT:
        ArrowInts ints = ArrowInts.of(arrow, type);
        return ints == null ? null : int32(ints, type, settings);
      case INT64:
      case DOUBLE:
        ArrowLongs longs = ArrowLongs.of(arrow, type);
        return longs == null ? null : int64(longs, type, settings);
      case INT96:
        ArrowLongs micros = ArrowLongs.of(arrow, type);
        return micros == null ? null : int96(micros, type, settings);
      case BINARY:
        ArrowByteArrays arrays = ArrowByteArrays.of(arrow);
        return arrays == null ? null : byteArrays(arrays, type, settings);
      default:
        ArrowFixed fixed = ArrowFixed.of(arrow, type.getTypeLength());
        return fixed == null ? null : fixedLenByteArrays(fixed, type, settings);
    }
  }

  private static PageValues booleans(PrimitiveType type, Settings settings) {
    BooleanRange range = new BooleanRange(type);
    return new BooleanValues(
        range,
        settings.hasBounds() ? range::update : BooleanValues.RangeUpdate.NONE,
        BooleanEncoding.of(settings.choice.other()),
        settings.hash);
  }

  private static PageValues int32(ArrowInts source, PrimitiveType type, Settings settings) {
    IntSink sink = IntSink.of(settings.choice.others(), settings.compression);
    ValueRange range;
    Int32Values.RangeUpdate update;
    if (type.getPrimitiveTypeName() == PrimitiveTypeName.FLOAT) {
      FloatRange floats = new FloatRange(type);
      range = floats;
      update = floats::update;
    } else {
      IntRange ints = new IntRange(type, settings.restoration);
      range = ints;
      update = ints::update;
    }
    return new Int32Values(
        source,
        range,
        settings.hasBounds() ? update : Int32Values.RangeUpdate.NONE,
        settings.ids,
        sink,
        settings.bloomFilter,
        settings.hash);
  }

  private static PageValues int64(ArrowLongs source, PrimitiveType type, Settings settings) {
    LongSink sink = LongSink.of(settings.choice.others(), settings.compression);
    ValueRange range;
    Int64Values.RangeUpdate update;
    if (type.getPrimitiveTypeName() == PrimitiveTypeName.DOUBLE) {
      DoubleRange doubles = new DoubleRange(type);
      range = doubles;
      update = doubles::update;
    } else {
      LongRange longs = new LongRange(type, settings.restoration);
      range = longs;
      update = longs::update;
    }
    return new Int64Values(
        source,
        range,
        settings.hasBounds() ? update : Int64Values.RangeUpdate.NONE,
        settings.ids,
        sink,
        settings.bloomFilter,
        settings.hash);
  }

  private static PageValues int96(ArrowLongs source, PrimitiveType type, Settings settings) {
    Int96Range range = new Int96Range(type, settings.restoration);
    return new Int96Values(
        source,
        range,
        settings.hasBounds() ? range::update : Int64Values.RangeUpdate.NONE,
        settings.ids,
        settings.bloomFilter,
        settings.hash);
  }

  private static PageValues byteArrays(
      ArrowByteArrays source, PrimitiveType type, Settings settings) {
    BinaryRange range = new BinaryRange(type);
    return new ByteArrayValues(
        source,
        range,
        settings.hasBounds() ? range::update : ByteArrayValues.RangeUpdate.NONE,
        settings.ids,
        ByteArraySink.of(settings.choice.others(), settings.compression),
        settings.bloomFilter,
        settings.geospatial,
        settings.hash);
  }

  private static PageValues fixedLenByteArrays(
      ArrowFixed source, PrimitiveType type, Settings settings) {
    FixedRange range = new FixedRange(type);
    int width = type.getTypeLength();
    return new FixedLenByteArrayValues(
        source,
        width,
        range,
        settings.hasBounds() ? range::update : FixedLenByteArrayValues.RangeUpdate.NONE,
        settings.ids,
        FixedSink.of(settings.choice.other(), width),
        settings.bloomFilter,
        settings.hash);
  }

  /**
   * What the options say of the values of a column.
   *
   * @param hasBounds whether anybody wants minimum and maximum
   * @param restoration what readers make of the values, if exact statistics are of these, or null
   */
  private record Settings(
      EncodingChoice choice,
      DictionaryIds ids,
      Compression compression,
      boolean hasBounds,
      ValueRestoration restoration,
      ChunkBloomFilter bloomFilter,
      ChunkGeospatialStatistics geospatial,
      ChunkHash hash) {

    static Settings of(ColumnDescriptor descriptor, WriteOptions options, LeafRequest request) {
      String name = String.join(".", descriptor.getPath());
      PrimitiveTypeName type = descriptor.getPrimitiveType().getPrimitiveTypeName();
      EncodingChoice choice = EncodingChoice.of(name, type, options);
      return new Settings(
          choice,
          choice.dictionaryIds(options),
          options.column(name).compression(),
          options.column(name).statistics() != StatisticsLevel.NONE
              || request != null && request.column().hasBounds(),
          request == null ? null : request.column().restoration(),
          ChunkBloomFilter.of(descriptor, options),
          ChunkGeospatialStatistics.of(descriptor, options),
          hash(descriptor, options));
    }

    private static ChunkHash hash(ColumnDescriptor descriptor, WriteOptions options) {
      return options.verification() == Verification.FULL
          ? ChunkHash.of(descriptor.getMaxRepetitionLevel(), descriptor.getMaxDefinitionLevel())
          : ChunkHash.NONE;
    }
  }
}
