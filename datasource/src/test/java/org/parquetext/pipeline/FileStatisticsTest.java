package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMilliTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.crypto.ParquetCipher;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.level.NestedData;
import org.parquetext.options.WriteOptions;
import org.parquetext.pipeline.ColumnKind.Nullability;
import org.parquetext.pipeline.ColumnKind.Nulls;
import org.parquetext.pipeline.EncryptionKeys.Footer;
import org.parquetext.schema.SchemaConverter;
import org.parquetext.statistics.BytesBounds;
import org.parquetext.statistics.ColumnStatistics;
import org.parquetext.statistics.LongBounds;
import org.parquetext.statistics.StatisticsColumn;
import org.parquetext.statistics.StatisticsRequest;

/** What a writer tells of each file beside its footer is what the file's values are. */
class FileStatisticsTest {

  private static final int ROWS = 2_500;
  private static final int WHOLE = 1 << 20;
  private static final ArrowType INT = new ArrowType.Int(32, true);

  private final BufferAllocator allocator = new RootAllocator();
  private final List<MemoryFile> files = new ArrayList<>();

  @AfterEach
  void freesAll() {
    allocator.close();
  }

  static Stream<ColumnKind> kinds() {
    return ColumnKinds.all().stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void boundsOfEachFileAreThoseOfItsValues(ColumnKind kind) throws IOException {
    for (Nulls nulls : Nulls.values()) {
      assertExact(kind, nulls, "dictionaryEnabled", "true");
      assertExact(kind, nulls, "dictionaryEnabled", "false");
      assertExact(kind, nulls, "statistics", "none", "writerVersion", "v2");
    }
  }

  /** In several files, of several row groups, of several pages. */
  private void assertExact(ColumnKind kind, Nulls nulls, String... keysAndValues)
      throws IOException {
    int fileRows = 1_000;
    List<String> options = new ArrayList<>(List.of(keysAndValues));
    options.addAll(
        List.of("maxRecordsPerFile", "1000", "rowGroupMaxRows", "333", "pageRowLimit", "70"));
    List<ColumnKind> kinds = List.of(kind);
    Schema schema = RandomBatch.schema(kinds, Nullability.NULLABLE);
    PrimitiveType type = SchemaConverter.convert(schema).getType(0).asPrimitiveType();
    try (RandomBatch batch = RandomBatch.of(allocator, schema, kinds, nulls, ROWS, new Random(3))) {
      List<WrittenFile> written =
          write(batch.root(), schema, TestWrites.options(options.toArray(String[]::new)), "c0");

      assertThat(written).hasSize(3);
      for (int i = 0; i < written.size(); i++) {
        List<Object> values =
            batch.rows().subList(i * fileRows, Math.min(ROWS, (i + 1) * fileRows)).stream()
                .map(row -> row.get(0))
                .toList();
        ColumnStatistics column = written.get(i).statistics().column(0).orElseThrow();
        assertThat(column.nulls()).isEqualTo(values.stream().filter(v -> v == null).count());
        assertThat(column.bounds()).isEqualTo(PlainBounds.of(type, values));
      }
    }
  }

  private List<WrittenFile> write(
      VectorSchemaRoot root, Schema schema, WriteOptions options, String... columns) {
    List<StatisticsColumn> asked =
        Stream.of(columns)
            .map(name -> StatisticsColumn.bounded(List.of(name.split("\\.")), WHOLE))
            .toList();
    return write(
        root,
        ArrowParquetWriter.builder(TestWrites.files(files), schema)
            .options(options)
            .statistics(StatisticsRequest.of(asked)));
  }

  private static List<WrittenFile> write(VectorSchemaRoot root, ArrowParquetWriterBuilder builder) {
    ArrowParquetWriter writer = builder.build();
    try (writer) {
      writer.write(root);
    }
    return writer.files();
  }

  @Test
  void nullsOfListsMapsAndStructsAreTheirOwn() throws IOException {
    Field entries =
        required("entries", new ArrowType.Struct(), required("key", INT), nullable("value", INT));
    Field list = nullable("list", new ArrowType.List(), nullable("element", INT));
    Field map = nullable("map", new ArrowType.Map(false), entries);
    Field lists = nullable("lists", new ArrowType.List(), list);
    Schema schema =
        new Schema(
            List.of(
                list,
                nullable("outer", new ArrowType.Struct(), list, map, nullable("leaf", INT)),
                lists,
                required("always", new ArrowType.List(), required("element", INT)),
                nullable("group", new ArrowType.Struct(), required("leaf", INT))));
    List<List<String>> paths =
        List.of(
            List.of("list"),
            List.of("outer", "list"),
            List.of("outer", "map"),
            List.of("outer", "leaf"),
            List.of("lists"),
            List.of("always"),
            List.of("group"),
            List.of("nowhere", "at all"));
    List<ColumnKind> kinds = List.of(ColumnKinds.named("int32"));
    try (NestedData data = NestedData.of(allocator, schema, kinds, ROWS, new Random(8))) {
      List<WrittenFile> written =
          write(
              data.root(),
              ArrowParquetWriter.builder(TestWrites.files(files), schema)
                  .options(TestWrites.options("rowGroupMaxRows", "700", "pageRowLimit", "90"))
                  .statistics(
                      StatisticsRequest.of(
                          paths.stream().map(StatisticsColumn::counted).toList())));

      assertThat(written.get(0).statistics().columns())
          .extracting(ColumnStatistics::column, ColumnStatistics::nulls)
          .containsExactly(
              tuple(0, nulls(data, 0)),
              tuple(1, nulls(data, 1, 0)),
              tuple(2, nulls(data, 1, 1)),
              tuple(3, nulls(data, 1, 2)),
              tuple(4, nulls(data, 2)),
              tuple(5, 0L),
              tuple(6, nulls(data, 4)));
    }
  }

  private static long nulls(NestedData data, int... path) {
    return data.rows().stream()
        .filter(
            row -> {
              Object value = row;
              for (int i = 0; value != null && i < path.length; i++) {
                value = ((List<?>) value).get(path[i]);
              }
              return value == null;
            })
        .count();
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void timestampsHaveBoundsAlsoAsInt96(String dictionary) {
    long[] micros = {0, -1, 5, -62_135_596_800_000_000L, 253_402_300_799_999_999L, 5};
    Schema schema =
        new Schema(List.of(nullable("t", new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC"))));
    try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
      TimeStampMicroTZVector vector = (TimeStampMicroTZVector) root.getVector(0);
      for (int i = 0; i < micros.length; i++) {
        vector.setSafe(i, micros[i]);
      }
      root.setRowCount(micros.length + 1);
      List<WrittenFile> written =
          write(
              root,
              ArrowParquetWriter.builder(TestWrites.files(files), schema)
                  .messageType(
                      MessageTypeParser.parseMessageType("message m { optional int96 t; }"))
                  .options(TestWrites.options("dictionaryEnabled", dictionary, "pageRowLimit", "2"))
                  .statistics(request("t", WHOLE)));

      ColumnStatistics column = written.get(0).statistics().column(0).orElseThrow();
      assertThat(column.nulls()).isOne();
      assertThat(column.bounds()).contains(new LongBounds(micros[3], micros[4]));
    }
  }

  /** Milliseconds of which one is beyond what microseconds can hold, in a page of its own. */
  @Test
  void boundsThatCannotBeSaidAreNotThoseOfTheRest() {
    Schema schema =
        new Schema(List.of(nullable("t", new ArrowType.Timestamp(TimeUnit.MILLISECOND, "UTC"))));
    try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
      TimeStampMilliTZVector vector = (TimeStampMilliTZVector) root.getVector(0);
      vector.setSafe(0, 1);
      vector.setSafe(1, Long.MAX_VALUE);
      vector.setSafe(2, 3);
      root.setRowCount(3);
      WriteOptions pages = TestWrites.options("pageRowLimit", "1");

      ColumnStatistics column =
          write(root, schema, pages, "t").get(0).statistics().column(0).orElseThrow();
      assertThat(column.nulls()).isZero();
      assertThat(column.bounds()).isEmpty();
    }
  }

  @Test
  void stringsAreCutWhereNobodyLooksAnyFurther() {
    Schema schema = new Schema(List.of(nullable("s", new ArrowType.Utf8())));
    try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
      VarCharVector vector = (VarCharVector) root.getVector(0);
      String[] texts = {"b", "aaaa", "bb", "bbbbbbbb"};
      for (int i = 0; i < texts.length; i++) {
        vector.setSafe(i, texts[i].getBytes(StandardCharsets.UTF_8));
      }
      root.setRowCount(texts.length);
      List<WrittenFile> written =
          write(
              root,
              ArrowParquetWriter.builder(TestWrites.files(files), schema)
                  .options(TestWrites.options("pageRowLimit", "1"))
                  .statistics(request("s", 3)));

      assertThat(written.get(0).statistics().column(0).orElseThrow().bounds())
          .contains(
              BytesBounds.of(
                  BytesBounds.Order.UNSIGNED, new byte[] {97, 97, 97}, new byte[] {98, 98, 98}));
    }
  }

  @ParameterizedTest
  @EnumSource(EncryptionKeys.class)
  void valuesOfEncryptedColumnsAreNotTold(EncryptionKeys who) {
    for (Footer footer : Footer.values()) {
      try (VectorSchemaRoot root = VectorSchemaRoot.create(TestWrites.SCHEMA, allocator)) {
        TestWrites.fill(root, 0, 70);
        List<WrittenFile> written =
            write(
                root,
                ArrowParquetWriter.builder(TestWrites.files(files), TestWrites.SCHEMA)
                    .encryption(
                        (file, schema, keyValues) ->
                            Optional.of(who.properties(ParquetCipher.AES_GCM_V1, footer)))
                    .statistics(
                        StatisticsRequest.of(
                            List.of(
                                StatisticsColumn.bounded(List.of("text"), WHOLE),
                                StatisticsColumn.bounded(List.of("number"), WHOLE)))));

        ColumnStatistics text = written.get(0).statistics().column(0).orElseThrow();
        ColumnStatistics number = written.get(0).statistics().column(1).orElseThrow();
        assertThat(text.nulls()).isEqualTo(10);
        assertThat(text.bounds()).isEmpty();
        assertThat(number.bounds().isPresent()).isEqualTo(who == EncryptionKeys.TEXT_ONLY);
      }
    }
  }

  @Test
  void withoutARequestNothingIsTold() {
    try (VectorSchemaRoot root = VectorSchemaRoot.create(TestWrites.SCHEMA, allocator)) {
      TestWrites.fill(root, 0, 10);
      List<WrittenFile> written = write(root, TestWrites.SCHEMA, WriteOptions.defaults());
      assertThat(written.get(0).statistics().columns()).isEmpty();
    }
  }

  @Test
  void aFileWithoutRowsTellsNothing() {
    try (VectorSchemaRoot root = VectorSchemaRoot.create(TestWrites.SCHEMA, allocator)) {
      List<WrittenFile> written =
          write(root, TestWrites.SCHEMA, WriteOptions.defaults(), "number", "text");
      assertThat(written.get(0).statistics().column(0)).isEmpty();
    }
  }

  @Test
  void whatHasNoStatisticsOfItsOwnIsRefused() {
    Schema schema =
        new Schema(
            List.of(
                nullable("list", new ArrowType.List(), nullable("element", INT)),
                nullable("group", new ArrowType.Struct(), nullable("leaf", INT))));
    assertRefused(schema, "is within a list or map", List.of("list", "list", "element"));
    assertRefused(schema, "a group has no bounds", List.of("group"));
    assertRefused(
        schema, "it is within, or around, another", List.of("group", "leaf"), List.of("group"));
  }

  @SafeVarargs
  private void assertRefused(Schema schema, String message, List<String>... paths) {
    List<StatisticsColumn> columns =
        Arrays.stream(paths).map(path -> StatisticsColumn.bounded(path, WHOLE)).toList();
    ArrowParquetWriterBuilder builder =
        ArrowParquetWriter.builder(TestWrites.files(files), schema)
            .statistics(StatisticsRequest.of(columns));
    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessageContaining(message)
        .withMessageContaining("Cannot gather statistics of column `");
  }

  private static StatisticsRequest request(String column, int maxBytes) {
    return StatisticsRequest.of(List.of(StatisticsColumn.bounded(List.of(column), maxBytes)));
  }

  private static Field nullable(String name, ArrowType type, Field... children) {
    return new Field(name, FieldType.nullable(type), List.of(children));
  }

  private static Field required(String name, ArrowType type, Field... children) {
    return new Field(name, FieldType.notNullable(type), List.of(children));
  }
}
