package org.parquetext.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.parquetext.options.ColumnEncoding;
import org.parquetext.options.WriteOptions;
import org.parquetext.schema.ColumnEncodings;
import org.parquetext.schema.SchemaConverter;

/** A table of a number and a text that many tests write, and short ways to options. */
final class TestWrites {

  /** A required long {@code number} and an optional string {@code text}. */
  static final Schema SCHEMA =
      new Schema(
          List.of(
              Field.notNullable("number", new ArrowType.Int(64, true)),
              Field.nullable("text", new ArrowType.Utf8())));

  private TestWrites() {}

  /** Options from keys and values in turn. */
  static WriteOptions options(String... keysAndValues) {
    WriteOptions.Builder builder = WriteOptions.builder();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      builder.set(keysAndValues[i], keysAndValues[i + 1]);
    }
    return builder.build();
  }

  /** Any encoding that a column of the schema has. */
  static String anyEncoding(Schema schema, Random random) {
    List<String> types =
        SchemaConverter.convert(schema).getColumns().stream()
            .map(ColumnEncodings::physicalType)
            .toList();
    List<ColumnEncoding> encodings =
        Arrays.stream(ColumnEncoding.values())
            .filter(encoding -> types.stream().anyMatch(encoding::encodes))
            .toList();
    return encodings.get(random.nextInt(encodings.size())).toString();
  }

  /**
   * Fills a root of {@link #SCHEMA}: the numbers count on from {@code first}, the text is random
   * hexadecimal digits and null in every seventh row.
   */
  static void fill(VectorSchemaRoot root, long first, int rows) {
    BigIntVector numbers = (BigIntVector) root.getVector("number");
    VarCharVector texts = (VarCharVector) root.getVector("text");
    numbers.allocateNew(rows);
    texts.allocateNew();
    for (int i = 0; i < rows; i++) {
      long number = first + i;
      numbers.set(i, number);
      if (number % 7 == 0) {
        texts.setNull(i);
      } else {
        texts.setSafe(i, text(number).getBytes(StandardCharsets.UTF_8));
      }
    }
    root.setRowCount(rows);
  }

  /** The text of a row whose number is not a multiple of seven. */
  static String text(long number) {
    return Long.toHexString(new Random(number).nextLong());
  }

  /** Writes rows 0 to {@code rows} in batches of {@code batchRows}, without closing. */
  static void writeRows(ArrowParquetWriter writer, VectorSchemaRoot root, int rows, int batchRows) {
    for (int first = 0; first < rows; first += batchRows) {
      fill(root, first, Math.min(batchRows, rows - first));
      writer.write(root);
    }
  }

  /** Hands each file out in turn, and remembers them. */
  static Supplier<MemoryFile> files(List<MemoryFile> given) {
    return () -> {
      MemoryFile file = new MemoryFile("file-" + given.size());
      given.add(file);
      return file;
    };
  }
}
