package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.TimeStampSecVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.ListViewVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.WriteException;
import org.parquetext.level.NestedData;

/** Nested roots as callers come with them: in older forms, void, broken, of another schema. */
class NestedInputTest {

  private static final ArrowType INT = new ArrowType.Int(32, true);
  private static final ArrowType LIST = new ArrowType.List();
  private static final ArrowType STRUCT = new ArrowType.Struct();

  private final BufferAllocator allocator = new RootAllocator();
  private final MemoryFile file = new MemoryFile("b.parquet");

  @AfterEach
  void freesAll() {
    allocator.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "optional group a (LIST) { repeated group bag { optional int32 array; } }",
        "optional group a (LIST) { repeated group list { optional int32 element; } }",
        "optional group a (LIST) { repeated group any { optional int32 thing; } }"
      })
  void listsInEveryFormOfThreeLevels(String type) throws IOException {
    assertReadsBack(field(LIST, nullable("i", INT)), type);
  }

  @Test
  void listsOfTwoLevels() throws IOException {
    assertReadsBack(
        field(LIST, required("i", INT)), "optional group a (LIST) { repeated int32 array; }");
    assertReadsBack(
        field(LIST, required("s", STRUCT, nullable("i", INT))),
        "optional group a (LIST) { repeated group array { optional int32 i; } }");
    assertReadsBack(
        field(LIST, required("s", STRUCT, nullable("i", INT), required("j", INT))),
        "optional group a (LIST) { repeated group element { optional int32 i; required int32 j; }"
            + " }");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "optional group a (MAP) { repeated group map (MAP_KEY_VALUE) { required int32 key; optional"
            + " int32 value; } }",
        "optional group a (MAP_KEY_VALUE) { repeated group map { required int32 k; optional int32"
            + " v; } }"
      })
  void mapsInOlderForms(String type) throws IOException {
    Field entries = required("e", STRUCT, required("k", INT), nullable("v", INT));
    assertReadsBack(field(new ArrowType.Map(false), entries), type);
  }

  private void assertReadsBack(Field field, String type) throws IOException {
    Schema schema = new Schema(List.of(field));
    List<ColumnKind> kinds = List.of(ColumnKinds.named("int32"));
    MemoryFile target = new MemoryFile();
    try (NestedData data = NestedData.of(allocator, schema, kinds, 500, new Random(5));
        ArrowParquetWriter writer =
            ArrowParquetWriter.builder(target, schema).messageType(parse(type)).build()) {
      writer.write(data.root());
      writer.close();

      assertThat(NestedFile.rows(target, schema)).isEqualTo(data.rows());
    }
  }

  @Test
  void columnsOfTheNullTypeAreAllNull() throws IOException {
    Field item = nullable("i", new ArrowType.Null());
    Schema schema = new Schema(List.of(nullable("v", new ArrowType.Null()), field(LIST, item)));
    MessageType type =
        parse(
            "optional boolean v (UNKNOWN); optional group a (LIST) { repeated group list {"
                + " optional boolean element (UNKNOWN); } }");
    try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
        ArrowParquetWriter writer =
            ArrowParquetWriter.builder(file, schema).messageType(type).build()) {
      ListVector list = (ListVector) root.getVector("a");
      list.startNewValue(0);
      list.endValue(0, 2);
      list.setNull(1);
      list.startNewValue(2);
      list.endValue(2, 0);
      list.setValueCount(3);
      ((NullVector) root.getVector("v")).setValueCount(3);
      root.setRowCount(3);
      writer.write(root);
    }

    assertThat(NestedFile.rows(file, schema))
        .containsExactly(
            Arrays.asList(null, Arrays.asList(null, null)),
            Arrays.asList(null, null),
            Arrays.asList(null, List.of()));
    try (ParquetFileReader reader = file.open()) {
      assertThat(reader.getRowGroups().get(0).getColumns())
          .extracting(ColumnChunkMetaData::getValueCount, c -> c.getStatistics().getNumNulls())
          .containsExactly(tuple(3L, 3L), tuple(4L, 4L));
    }
  }

  @Test
  void aNullWhereNoneMayBeFailsNamingPathAndRow() {
    Field list = new Field("l", FieldType.notNullable(LIST), List.of(nullable("i", INT)));
    Schema schema = new Schema(List.of(field(STRUCT, list)));
    try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
      StructVector struct = (StructVector) root.getVector("a");
      ListVector lists = (ListVector) struct.getChild("l");
      lists.allocateNew();
      for (int row = 0; row < 5; row++) {
        if (row == 1) {
          struct.setNull(row);
        } else {
          struct.setIndexDefined(row);
        }
        if (row == 1 || row == 3) {
          lists.setNull(row);
        } else {
          lists.startNewValue(row);
          lists.endValue(row, 0);
        }
      }
      root.setRowCount(5);

      assertFails(
          root, "Cannot write column `a.l.list.element`: row 3 of the batch: `a.l` is null");
    }
  }

  @Test
  void itemsBeyondTheirVectorAreRefused() {
    Schema schema = new Schema(List.of(field(LIST, nullable("i", INT))));
    try (VectorSchemaRoot root = root(schema, 1, new int[] {0, 5})) {
      items(root, 3);

      assertFails(root, "items up to position 4 of a vector that has only 3");
    }
  }

  @Test
  void offsetsThatDecreaseAreRefused() {
    Schema schema = new Schema(List.of(field(LIST, nullable("i", INT))));
    try (VectorSchemaRoot root = root(schema, 2, new int[] {0, 3, 1})) {
      items(root, 3);

      assertFails(root, "list 1 of its vector has -2 items from position 3 on");
    }
  }

  @Test
  void positionsBeyond32BitsAreRefused() {
    Schema schema = new Schema(List.of(field(new ArrowType.LargeList(), nullable("i", INT))));
    try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
        ArrowBuf offsets = allocator.buffer(2L * Long.BYTES)) {
      offsets.setLong(0, 1L << 32);
      offsets.setLong(Long.BYTES, (1L << 32) + 1);
      load((LargeListVector) root.getVector(0), 1, offsets);

      assertFails(
          new VectorSchemaRoot(schema, root.getFieldVectors(), 1),
          "1 items from position 4294967296 on, but items can only lie at positions from 0");
    }
  }

  /** 65,536 views of the same 65,536 views of one item. */
  @Test
  void aRowOfMoreItemsThanAPageHoldsIsRefused() {
    ArrowType view = new ArrowType.ListView();
    Schema schema = new Schema(List.of(field(view, nullable("l", view, nullable("i", INT)))));
    int count = 1 << 16;
    try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
        ArrowBuf offsets = allocator.buffer((long) count * Integer.BYTES);
        ArrowBuf sizes = allocator.buffer((long) count * Integer.BYTES)) {
      ListViewVector outer = (ListViewVector) root.getVector(0);
      ListViewVector inner = (ListViewVector) outer.getDataVector();
      offsets.setZero(0, offsets.capacity());
      for (int i = 0; i < count; i++) {
        sizes.setInt((long) i * Integer.BYTES, count);
      }
      load(outer, 1, offsets, sizes);
      load(inner, count, offsets, sizes);

      assertFails(
          new VectorSchemaRoot(schema, root.getFieldVectors(), 1),
          "row 0 of the batch has 4294967296 items, more than the");
    }
  }

  @Test
  void valuesThatOnlyANullAboveHidesNeedNotFitTheColumn() throws IOException {
    ArrowType seconds = new ArrowType.Timestamp(TimeUnit.SECOND, null);
    Schema schema = new Schema(List.of(field(STRUCT, nullable("t", seconds))));
    try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
        ArrowParquetWriter writer = ArrowParquetWriter.builder(file, schema).build()) {
      StructVector struct = (StructVector) root.getVector("a");
      TimeStampSecVector times = (TimeStampSecVector) struct.getChild("t");
      times.setSafe(0, 1);
      times.setSafe(1, Long.MAX_VALUE);
      times.setSafe(2, 3);
      struct.setIndexDefined(0);
      struct.setNull(1);
      struct.setIndexDefined(2);
      root.setRowCount(3);
      writer.write(root);
    }

    assertThat(NestedFile.rows(file, schema))
        .containsExactly(
            List.of(List.of(1_000L)), Collections.singletonList(null), List.of(List.of(3_000L)));
  }

  @Test
  void aRootOfOtherChildrenIsRefused() {
    Schema schema = new Schema(List.of(field(STRUCT, nullable("i", INT), nullable("j", INT))));
    List<Field> others =
        List.of(
            field(STRUCT, nullable("i", INT)),
            field(STRUCT, nullable("j", INT), nullable("i", INT)),
            field(STRUCT, nullable("i", INT), nullable("j", new ArrowType.Utf8())));
    try (ArrowParquetWriter writer = ArrowParquetWriter.builder(file, schema).build()) {
      for (Field other : others) {
        try (VectorSchemaRoot root =
            VectorSchemaRoot.create(new Schema(List.of(other)), allocator)) {
          assertThatIllegalArgumentException()
              .isThrownBy(() -> writer.write(root))
              .withMessageStartingWith("Cannot write a batch of another schema");
        }
      }
    }
  }

  @Test
  void optionsOfALeafAreNamedByItsPath() throws IOException {
    Schema schema = new Schema(List.of(field(LIST, nullable("s", STRUCT, nullable("i", INT)))));
    ArrowParquetWriter.builder(file, schema)
        .options(TestWrites.options("compression#a.list.element.i", "zstd"))
        .build()
        .close();

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ArrowParquetWriter.builder(file, schema)
                    .options(TestWrites.options("compression#a", "zstd"))
                    .build())
        .withMessage("Cannot apply the options of column `a`: there is no such column");
  }

  private void assertFails(VectorSchemaRoot root, String message) {
    ArrowParquetWriter writer =
        ArrowParquetWriter.builder(file, root.getSchema())
            .runtime(EncoderRuntime.create(1, 1 << 30))
            .build();
    assertThatThrownBy(() -> writer.write(root))
        .isInstanceOf(WriteException.class)
        .hasMessageContaining(message)
        .hasMessageEndingWith("(row group 0 of the writer, file b.parquet)");
    assertThat(file.isDiscarded()).isTrue();
  }

  private VectorSchemaRoot root(Schema schema, int rows, int[] offsets) {
    List<FieldVector> vectors = List.of(schema.getFields().get(0).createVector(allocator));
    try (ArrowBuf buffer = allocator.buffer((long) offsets.length * Integer.BYTES)) {
      for (int i = 0; i < offsets.length; i++) {
        buffer.setInt((long) i * Integer.BYTES, offsets[i]);
      }
      load(vectors.get(0), rows, buffer);
    }
    return new VectorSchemaRoot(schema, vectors, rows);
  }

  private static void items(VectorSchemaRoot root, int count) {
    IntVector items = (IntVector) root.getVector(0).getChildrenFromFields().get(0);
    for (int i = 0; i < count; i++) {
      items.setSafe(i, i);
    }
    items.setValueCount(count);
  }

  /** Loads buffers as they come from a stream: the validity bitmap of no nulls is left out. */
  private static void load(FieldVector vector, int count, ArrowBuf... buffers) {
    List<ArrowBuf> all = new ArrayList<>();
    all.add(vector.getAllocator().getEmpty());
    all.addAll(Arrays.asList(buffers));
    vector.loadFieldBuffers(new ArrowFieldNode(count, 0), all);
  }

  private static Field field(ArrowType type, Field... children) {
    return nullable("a", type, children);
  }

  private static Field nullable(String name, ArrowType type, Field... children) {
    return new Field(name, FieldType.nullable(type), Arrays.asList(children));
  }

  private static Field required(String name, ArrowType type, Field... children) {
    return new Field(name, FieldType.notNullable(type), Arrays.asList(children));
  }

  private static MessageType parse(String columns) {
    String end = columns.endsWith("}") ? " }" : "; }";
    return MessageTypeParser.parseMessageType("message m { " + columns + end);
  }
}
