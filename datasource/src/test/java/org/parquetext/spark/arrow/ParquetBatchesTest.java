package org.parquetext.spark.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.level.LeafColumn;
import org.parquetext.options.WriteOptions;
import org.parquetext.pipeline.ColumnBatch;

/** What Spark's vectorised reader makes of files, with their dictionaries, and constant columns. */
class ParquetBatchesTest extends RowPagesFixture {

  private static final StructType PARTITION =
      new StructType().add("day", DataTypes.DateType).add("place", DataTypes.StringType);

  @TempDir private Path folder;

  /** Fewer than elsewhere: each reads and writes several files. */
  static LongStream seeds() {
    return Seeds.seeds().filter(seed -> seed % 3 == 1);
  }

  private static StructType columns() {
    StructType flat =
        StructType.fromDDL(
            "z boolean, b byte, s short, i int, l bigint, f float, d double, t string, x binary,"
                + " day_of date, at timestamp, local timestamp_ntz, d5 decimal(5,2),"
                + " d18 decimal(18,4), d38 decimal(38,10), i_required int not null,"
                + " t_required string not null");
    return flat.add("point", StructType.fromDDL("x int, name string not null, tags array<string>"))
        .add("list", DataTypes.createArrayType(DataTypes.LongType))
        .add("texts", DataTypes.createArrayType(DataTypes.StringType, false))
        .add("map", DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType, true));
  }

  private static StructType withPartition(StructType columns) {
    StructType all = columns;
    for (var field : PARTITION.fields()) {
      all = all.add(field);
    }
    return all;
  }

  private static InternalRow onDay(Integer day) {
    return new GenericInternalRow(new Object[] {day, UTF8String.fromString("Zürich")});
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void filesOfFewAndOfManyDistinctValuesAreCopiedAsTheirRowsAre(long seed) throws IOException {
    Random random = new Random(seed);
    Path file = file(columns(), repeating(seed, columns(), random));
    InternalRow values = onDay(random.nextInt(3) == 0 ? null : random.nextInt(20_000));
    boolean offHeap = random.nextBoolean();
    int batchRows = random.nextBoolean() ? 4096 : 100 + random.nextInt(900);
    WrittenRows written =
        new WrittenRows(withPartition(columns()), allocator, folder).options(options(random));
    byte[] expected;
    try (ParquetBatches batches = new ParquetBatches(file, offHeap, batchRows, PARTITION, values)) {
      expected = written.asRows(batches);
    }
    try (ParquetBatches batches = new ParquetBatches(file, offHeap, batchRows, PARTITION, values)) {
      assertThat(written.asBatches(batches, random)).as("seed %d", seed).isEqualTo(expected);
    }
  }

  /** Some rows again and again, then perhaps many others. */
  private static List<InternalRow> repeating(long seed, StructType schema, Random random) {
    RandomRows rows = new RandomRows(seed);
    List<InternalRow> some = rows.rows(schema, 1 + random.nextInt(300));
    List<InternalRow> repeated = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      repeated.add(some.get(random.nextInt(some.size())));
    }
    if (random.nextBoolean()) {
      repeated.addAll(rows.rows(schema, 2500));
    }
    return repeated;
  }

  private Path file(StructType schema, List<InternalRow> rows) throws IOException {
    byte[] bytes = new WrittenRows(schema, allocator, folder).asRows(rows);
    return Files.write(Files.createTempFile(folder, "input", ".parquet"), bytes);
  }

  private static WriteOptions options(Random random) {
    WriteOptions.Builder builder = WriteOptions.builder();
    switch (random.nextInt(6)) {
      case 0 -> builder.set("dictionaryEnabled", "false");
      case 1 -> builder.set("pageSizeBytes", "3000").set("pageRowLimit", "700");
      case 2 -> builder.set("dictionaryPageSizeBytes", "900");
      case 3 -> builder.set("bloomFilter", "true");
      case 4 -> builder.set("writerVersion", "v2");
      default -> builder.set("rowGroupMaxRows", "1500");
    }
    return builder.build();
  }

  @Test
  void aDictionaryOfTheFileAndAConstantArePassedOn() throws IOException {
    StructType schema = StructType.fromDDL("t string, i int");
    List<InternalRow> rows = repeating(1, schema, new Random(2)).subList(0, 3000);
    Path file = file(schema, rows);
    try (ParquetBatches read = new ParquetBatches(file, false, 1000, PARTITION, onDay(7));
        ColumnarBatches batches =
            new ColumnarBatches(
                withPartition(schema), new int[] {0, 1, 2, 3}, allocator, Rebase.NONE)) {
      ColumnarBatch first = read.iterator().next();
      try (ColumnBatch batch = batches.batch(first, 1)) {
        for (int leaf = 0; leaf < 4; leaf++) {
          LeafColumn column = batch.column(leaf);
          assertThat(column.dictionary()).as("column %d", leaf).isNotNull();
          assertThat(column.values().getValueCount()).isEqualTo(1000);
        }
        assertThat(batch.column(3).dictionary().getValueCount()).isEqualTo(1);
      }
    }
  }
}
