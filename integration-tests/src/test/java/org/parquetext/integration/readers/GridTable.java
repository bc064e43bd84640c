package org.parquetext.integration.readers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.util.CharVarcharUtils;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VariantType;
import org.parquetext.integration.random.LeafTypes;
import org.parquetext.integration.random.RandomTypes;
import org.parquetext.integration.random.RandomValues;
import org.parquetext.options.ColumnEncoding;

/**
 * Random rows with one column for each type, optional and required. In arrays, maps and structs
 * there is one type for each physical type.
 */
enum GridTable {
  /** All types but variant, for which some readers refuse the whole file. */
  TYPES("TIMESTAMP_MICROS", PrimitiveTypeName.values()) {
    @Override
    Stream<DataType> types(Nulls nulls) {
      Stream<DataType> leaves =
          LeafTypes.ALL.stream().filter(type -> !(type instanceof VariantType));
      return Stream.concat(leaves.filter(nulls::allow), NESTED.stream().flatMap(nulls::around));
    }
  },
  VARIANTS("TIMESTAMP_MICROS", PrimitiveTypeName.BINARY) {
    @Override
    Stream<DataType> types(Nulls nulls) {
      return Stream.of(DataTypes.VariantType);
    }
  },
  INT96("INT96", PrimitiveTypeName.INT96) {
    @Override
    Stream<DataType> types(Nulls nulls) {
      DataType type = DataTypes.TimestampType;
      return Stream.concat(Stream.of(type), nulls.around(type));
    }
  };

  private static final int ROWS = 250;

  /** One type for each physical type but INT96. */
  private static final List<DataType> NESTED =
      List.of(
          DataTypes.BooleanType,
          DataTypes.IntegerType,
          DataTypes.LongType,
          DataTypes.FloatType,
          DataTypes.DoubleType,
          DataTypes.StringType,
          DataTypes.createDecimalType(38, 10));

  /** Whether a column and what is in it may be null. */
  enum Nulls {
    OPTIONAL,
    REQUIRED;

    boolean allow(DataType type) {
      return this == OPTIONAL || !(type instanceof NullType);
    }

    Stream<DataType> around(DataType type) {
      boolean nullable = this == OPTIONAL;
      return Stream.of(
          DataTypes.createArrayType(type, nullable),
          DataTypes.createMapType(DataTypes.StringType, type, nullable),
          new StructType().add("field", type, nullable));
    }

    StructField column(DataType type) {
      String name = type.simpleString().replaceAll("\\W+", "_") + "_" + this;
      return DataTypes.createStructField(name, type, this == OPTIONAL);
    }
  }

  private final String timestamps;
  private final List<PrimitiveTypeName> leaves;

  GridTable(String timestamps, PrimitiveTypeName... leaves) {
    this.timestamps = timestamps;
    this.leaves = List.of(leaves);
  }

  /** The encodings to write it with: all that one of its types can have. */
  List<ColumnEncoding> encodings() {
    return Arrays.stream(ColumnEncoding.values())
        .filter(encoding -> leaves.stream().map(Enum::name).anyMatch(encoding::encodes))
        .toList();
  }

  abstract Stream<DataType> types(Nulls nulls);

  /** The rows as one task writes them; the session is set so that they can be written. */
  Dataset<Row> rows(SparkSession session) {
    RandomTypes.enableIn(session);
    session.conf().set("spark.sql.parquet.outputTimestampType", timestamps);
    StructType schema = schema();
    RandomValues values = new RandomValues(new Random(ordinal()));
    List<Row> rows = Stream.generate(() -> values.row(schema)).limit(ROWS).toList();
    return session
        .createDataFrame(rows, CharVarcharUtils.replaceCharVarcharWithStringInSchema(schema))
        .coalesce(1);
  }

  private StructType schema() {
    List<StructField> columns = new ArrayList<>();
    for (Nulls nulls : Nulls.values()) {
      types(nulls).map(nulls::column).forEach(columns::add);
    }
    return new StructType(columns.toArray(StructField[]::new));
  }
}
