package org.parquetext.spark.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.execution.vectorized.ConstantColumnVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BatchSplitTest {

  static LongStream seeds() {
    return Seeds.seeds();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void rowsOfEqualValuesGoTogetherInTheirOrder(long seed) {
    Random random = new Random(seed);
    StructType schema = schema(random);
    BatchReader.Kind kind =
        BatchReader.Kind.values()[random.nextInt(BatchReader.Kind.values().length)];
    try (BatchReader reader = BatchReader.of(kind, schema, random)) {
      BatchSplit split = new BatchSplit(schema, allOrdinals(schema));
      for (int i = 0; i < 3; i++) {
        List<InternalRow> rows = repeating(seed + i, schema, random);
        ColumnarBatch batch = reader.read(rows);
        BatchRows some = some(rows.size(), random);

        assertThat(groups(split, batch, some))
            .as("%s of %s, seed %d", kind, schema.catalogString(), seed)
            .isEqualTo(groups(schema, rows, some));
        assertThat(runs(split, batch, some))
            .as("runs of %s of %s, seed %d", kind, schema.catalogString(), seed)
            .isEqualTo(runs(schema, rows, some));
      }
    }
  }

  private static StructType schema(Random random) {
    List<DataType> types = RandomRows.flatTypes();
    StructType schema = new StructType();
    for (int column = 0; column <= random.nextInt(3); column++) {
      schema = schema.add("p" + column, types.get(random.nextInt(types.size())));
    }
    return schema;
  }

  private static List<InternalRow> repeating(long seed, StructType schema, Random random) {
    List<InternalRow> some = new RandomRows(seed).rows(schema, 1 + random.nextInt(30));
    List<InternalRow> rows = new ArrayList<>();
    while (rows.size() < 400) {
      InternalRow row = some.get(random.nextInt(some.size()));
      for (int times = random.nextInt(4); times >= 0; times--) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static BatchRows some(int count, Random random) {
    int[] positions = IntStream.range(0, count).filter(i -> random.nextInt(4) > 0).toArray();
    return random.nextBoolean()
        ? BatchRows.range(0, count)
        : BatchRows.of(positions, positions.length);
  }

  private static int[] allOrdinals(StructType schema) {
    return IntStream.range(0, schema.size()).toArray();
  }

  private static List<List<Integer>> groups(
      StructType schema, List<InternalRow> rows, BatchRows some) {
    UnsafeProjection projection = UnsafeProjection.create(schema);
    Map<UnsafeRow, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < some.count(); i++) {
      UnsafeRow key = projection.apply(rows.get(some.at(i))).copy();
      groups.computeIfAbsent(key, values -> new ArrayList<>()).add(some.at(i));
    }
    return List.copyOf(groups.values());
  }

  private static List<List<Integer>> groups(BatchSplit split, ColumnarBatch batch, BatchRows some) {
    List<Object> asked = new ArrayList<>();
    Map<Object, BatchRows> groups =
        split.targets(
            batch,
            some,
            row -> {
              asked.add(row);
              return asked.size();
            });
    assertThat(asked).hasSameSizeAs(groups.keySet());
    return groups.values().stream().map(BatchSplitTest::positions).toList();
  }

  private static List<List<Integer>> runs(
      StructType schema, List<InternalRow> rows, BatchRows some) {
    UnsafeProjection projection = UnsafeProjection.create(schema);
    List<List<Integer>> runs = new ArrayList<>();
    UnsafeRow last = null;
    for (int i = 0; i < some.count(); i++) {
      UnsafeRow key = projection.apply(rows.get(some.at(i))).copy();
      if (!key.equals(last)) {
        runs.add(new ArrayList<>());
      }
      runs.get(runs.size() - 1).add(some.at(i));
      last = key;
    }
    return runs;
  }

  private static List<List<Integer>> runs(BatchSplit split, ColumnarBatch batch, BatchRows some) {
    return split.runs(batch, some).stream().map(BatchSplitTest::positions).toList();
  }

  private static List<Integer> positions(BatchRows rows) {
    return IntStream.range(0, rows.count()).map(rows::at).boxed().toList();
  }

  @Test
  void valuesOfOneTargetKeepTheOrderOfTheirRows() {
    StructType schema = new StructType().add("i", DataTypes.IntegerType);
    List<InternalRow> rows = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      rows.add(new GenericInternalRow(new Object[] {i}));
    }
    try (BatchReader reader = BatchReader.of(BatchReader.Kind.ON_HEAP, schema, new Random(1))) {
      ColumnarBatch batch = reader.read(rows);
      Map<Boolean, BatchRows> split =
          new BatchSplit(schema, new int[] {0})
              .targets(batch, BatchRows.range(0, 10), row -> row.getInt(0) % 2 == 0);

      assertThat(positions(split.get(true))).containsExactly(0, 2, 4, 6, 8);
      assertThat(positions(split.get(false))).containsExactly(1, 3, 5, 7, 9);
    }
  }

  @Test
  void aConstantColumnIsAskedOnceAndNothingIsCopied() {
    StructType schema = new StructType().add("p", DataTypes.StringType);
    ConstantColumnVector constant = new ConstantColumnVector(100, DataTypes.StringType);
    constant.setUtf8String(UTF8String.fromString("here"));
    ColumnarBatch batch = new ColumnarBatch(new ColumnVector[] {constant}, 100);
    BatchRows all = BatchRows.range(0, 100);
    Map<String, Integer> asked = new HashMap<>();
    Map<String, BatchRows> split =
        new BatchSplit(schema, new int[] {0})
            .targets(
                batch,
                all,
                row -> {
                  asked.merge(row.getUTF8String(0).toString(), 1, Integer::sum);
                  return "there";
                });

    assertThat(asked).containsExactly(Map.entry("here", 1));
    assertThat(split).containsExactly(Map.entry("there", all));
  }
}
