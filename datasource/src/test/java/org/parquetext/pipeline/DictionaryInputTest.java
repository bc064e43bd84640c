package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.util.AutoCloseables;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.WriteException;
import org.parquetext.options.WriteOptions;
import org.parquetext.pipeline.ColumnKind.Nullability;
import org.parquetext.pipeline.ColumnKind.Nulls;

/** Vectors that are encoded with dictionaries make the very file that decoded ones make. */
class DictionaryInputTest {

  private final BufferAllocator allocator = new RootAllocator();
  private final List<AutoCloseable> owned = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    AutoCloseables.close(owned);
    allocator.close();
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void encodedVectorsMakeTheFileOfDecodedOnes(long seed) {
    Random random = new Random(seed);
    List<ColumnKind> kinds = ColumnKinds.all();
    ColumnKind kind = kinds.get((int) seed % kinds.size());
    DictionaryEncoding encoding = encoding(random);
    MapDictionaryProvider dictionaries = new MapDictionaryProvider();
    dictionaries.put(dictionary(kind, encoding, random));
    Field encodedField =
        new Field("c", new FieldType(true, encoding.getIndexType(), encoding), null);
    WriteOptions options = options(random);
    MemoryFile encodedFile = new MemoryFile();
    MemoryFile decodedFile = new MemoryFile();
    try (ArrowParquetWriter encoded =
            ArrowParquetWriter.builder(encodedFile, new Schema(List.of(encodedField)))
                .dictionaries(dictionaries)
                .options(options)
                .build();
        ArrowParquetWriter decoded =
            ArrowParquetWriter.builder(
                    decodedFile, new Schema(List.of(kind.field("c", Nullability.NULLABLE))))
                .options(options)
                .build()) {
      for (int batch = 0; batch < 3; batch++) {
        Dictionary dictionary = dictionary(kind, encoding, random);
        dictionaries.put(dictionary);
        FieldVector indices = indices(encodedField, dictionary.getVector(), random);
        encoded.write(new VectorSchemaRoot(List.of(indices)));
        FieldVector values = own((FieldVector) DictionaryEncoder.decode(indices, dictionary));
        decoded.write(
            new VectorSchemaRoot(
                List.of(kind.field("c", Nullability.NULLABLE)),
                List.of(values),
                values.getValueCount()));
      }
    }
    assertThat(encodedFile.bytes())
        .as("%s as %s, seed %d", kind, encoding, seed)
        .isEqualTo(decodedFile.bytes());
  }

  private static DictionaryEncoding encoding(Random random) {
    int width = List.of(8, 16, 32, 64).get(random.nextInt(4));
    return new DictionaryEncoding(1, false, new ArrowType.Int(width, random.nextBoolean()));
  }

  /** Few or many values, some of them twice, now and then with a null. */
  private Dictionary dictionary(ColumnKind kind, DictionaryEncoding encoding, Random random) {
    int entries = 1 + random.nextInt(random.nextBoolean() ? 5 : 120);
    Nulls nulls = random.nextInt(5) == 0 ? Nulls.SOME : Nulls.NONE;
    Schema schema = RandomBatch.schema(List.of(kind), Nullability.NULLABLE);
    RandomBatch values = RandomBatch.of(allocator, schema, List.of(kind), nulls, entries, random);
    owned.add(values);
    return new Dictionary(values.root().getVector(0), encoding);
  }

  private FieldVector indices(Field field, FieldVector dictionary, Random random) {
    FieldVector indices = own(field.createVector(allocator));
    int rows = 1 + random.nextInt(3000);
    int nulls = random.nextInt(4);
    int used = 1 + random.nextInt(dictionary.getValueCount());
    indices.setInitialCapacity(rows);
    indices.allocateNew();
    for (int row = 0; row < rows; row++) {
      if (random.nextInt(4) >= nulls) {
        ((BaseIntVector) indices).setWithPossibleTruncate(row, random.nextInt(used));
      }
    }
    indices.setValueCount(rows);
    return indices;
  }

  private FieldVector own(FieldVector vector) {
    owned.add(vector);
    return vector;
  }

  private static WriteOptions options(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> TestWrites.options("dictionaryEnabled", "false");
      case 1 -> TestWrites.options("pageRowLimit", "700");
      case 2 -> TestWrites.options("dictionaryPageSizeBytes", "100");
      case 3 -> TestWrites.options("writerVersion", "v2");
      case 4 -> TestWrites.options("rowGroupMaxRows", "1500");
      default -> WriteOptions.defaults();
    };
  }

  @Test
  void aColumnWhoseDictionaryIsNotThereIsRefused() {
    assertThatThrownBy(
            () ->
                ArrowParquetWriter.builder(new MemoryFile(), new Schema(List.of(textField())))
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot write column `text`: its values are in dictionary 1, which is not there; give"
                + " the writer the provider of the dictionaries");
  }

  @Test
  void anIndexBeyondTheDictionaryFailsTheWrite() {
    MapDictionaryProvider dictionaries = new MapDictionaryProvider();
    dictionaries.put(texts("a", "b"));
    MemoryFile file = new MemoryFile();
    ArrowParquetWriter writer =
        ArrowParquetWriter.builder(file, new Schema(List.of(textField())))
            .dictionaries(dictionaries)
            .build();
    IntVector indices = (IntVector) own(textField().createVector(allocator));
    indices.allocateNew(2);
    indices.set(0, 1);
    indices.set(1, 2);
    indices.setValueCount(2);

    assertThatThrownBy(() -> writer.write(new VectorSchemaRoot(List.of(indices))))
        .isInstanceOf(WriteException.class)
        .hasMessageContaining("`text`")
        .hasMessageContaining("position 2 is not in its dictionary, which has 2");
    writer.close();
  }

  private static Field textField() {
    DictionaryEncoding encoding = new DictionaryEncoding(1, false, null);
    return new Field("text", new FieldType(true, encoding.getIndexType(), encoding), null);
  }

  private Dictionary texts(String... texts) {
    VarCharVector values = new VarCharVector("texts", allocator);
    own(values);
    values.allocateNew();
    for (int i = 0; i < texts.length; i++) {
      values.setSafe(i, new Text(texts[i]));
    }
    values.setValueCount(texts.length);
    return new Dictionary(values, textField().getDictionary());
  }
}
