package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.WriteException;
import org.parquetext.buffer.Seeds;

/** Files that are read again before they count as written, from stores that may damage them. */
class VerificationTest {

  private static final int ROWS = 600;

  private final BufferAllocator allocator = new RootAllocator();
  private final List<StoredFile> files = new ArrayList<>();
  private final AtomicBoolean cancelled = new AtomicBoolean();

  @AfterEach
  void freesAll() {
    allocator.close();
  }

  @Test
  void withoutItNothingIsReadAndNothingMustBeReadable() {
    write(file -> file.damagedAt(0), "verify", "off");
    assertThat(files).allMatch(MemoryFile::isFinished).allMatch(file -> file.opened() == 0);

    try (ArrowParquetWriter writer =
        ArrowParquetWriter.builder(new UnreadableOutput(new MemoryFile()), TestWrites.SCHEMA)
            .build()) {
      writeRows(writer);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"footer", "full"})
  void everyFileIsReadOnce(String verify) {
    write(file -> file, "verify", verify, "maxRecordsPerFile", "100");
    assertThat(files)
        .hasSize(ROWS / 100)
        .allMatch(MemoryFile::isFinished)
        .allMatch(file -> file.opened() == 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"footer", "full"})
  void aFileWithoutRowsPasses(String verify) {
    ArrowParquetWriter.builder(file(file -> file), TestWrites.SCHEMA)
        .options(TestWrites.options("verify", verify))
        .build()
        .close();
    assertThat(files).hasSize(1).allMatch(MemoryFile::isFinished);
  }

  static Stream<Arguments> pages() {
    return Stream.of("none", "snappy", "zstd")
        .flatMap(
            codec ->
                Stream.of("v1", "v2")
                    .flatMap(
                        version ->
                            Stream.of("true", "false")
                                .map(checksum -> Arguments.of(codec, version, checksum))));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aDamagedDataPageIsFound(String codec, String version, String checksum) throws IOException {
    String[] options = pageOptions(codec, version, checksum);
    ColumnChunkMetaData chunk = chunk("number", options);
    long last = chunk.getStartingPos() + chunk.getTotalSize() - 1;
    assertThatThrownBy(() -> write(file -> file.damagedAt((int) last), options))
        .isInstanceOf(WriteException.class)
        .hasMessageStartingWith("Cannot write file memory: read again after it was closed, row")
        .hasMessageContaining("row group 1, column `number`, ")
        .hasMessageContaining("Nothing of it is committed");
    requireDeleted();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aDamagedDictionaryPageIsFound(String codec, String version, String checksum)
      throws IOException {
    String[] options = pageOptions(codec, version, checksum);
    ColumnChunkMetaData chunk = chunk("text", options);
    assertThat(chunk.hasDictionaryPage()).isTrue();
    long last = chunk.getFirstDataPageOffset() - 1;
    assertThatThrownBy(() -> write(file -> file.damagedAt((int) last), options))
        .isInstanceOf(WriteException.class)
        .hasMessageContaining("row group 1, column `text`, ");
    requireDeleted();
  }

  /** As if an encoder had mixed two rows up: all checksums, sizes, nulls and bounds are right. */
  @ParameterizedTest
  @CsvSource({
    "number, 5, the hash of the values",
    "text, 5, the hash of the",
    "text, 7, the hash of the definition levels"
  })
  void rowsThatAreMixedUpAreFound(String column, int row, String difference) {
    String[] options = {"encoding", "PLAIN", "compression", "none", "rowGroupMaxRows", "100"};
    MemoryFile mixedUp = new MemoryFile();
    try (VectorSchemaRoot root = VectorSchemaRoot.create(TestWrites.SCHEMA, allocator);
        ArrowParquetWriter writer =
            ArrowParquetWriter.builder(mixedUp, TestWrites.SCHEMA)
                .options(TestWrites.options(options))
                .build()) {
      for (int first = 0; first < ROWS; first += 100) {
        TestWrites.fill(root, first, 100);
        if (first == 0) {
          swap(root.getVector(column), row, row + 1);
        }
        writer.write(root);
      }
    }
    String[] verified = Arrays.copyOf(options, options.length + 2);
    verified[options.length] = "verify";
    verified[options.length + 1] = "full";
    assertThatThrownBy(() -> write(file -> mixedUp, verified))
        .isInstanceOf(WriteException.class)
        .hasMessageContaining("row group 0, column `" + column + "`, " + difference);
  }

  private static void swap(FieldVector vector, int row, int other) {
    try (FieldVector copy = (FieldVector) vector.getField().createVector(vector.getAllocator())) {
      copy.allocateNew();
      for (int i = 0; i < vector.getValueCount(); i++) {
        copy.copyFromSafe(i == row ? other : i == other ? row : i, i, vector);
      }
      copy.setValueCount(vector.getValueCount());
      copy.makeTransferPair(vector).transfer();
    }
  }

  private static String[] pageOptions(String codec, String version, String checksum) {
    return new String[] {
      "verify", "full",
      "compression", codec,
      "writerVersion", version,
      "parquet.page.write-checksum.enabled", checksum,
      "encoding#number", "PLAIN",
      "encoding#text", "RLE_DICTIONARY",
      "rowGroupMaxRows", "300"
    };
  }

  @Test
  void aDamagedColumnIndexIsFound() throws IOException {
    String[] options = {"verify", "full"};
    ColumnChunkMetaData chunk = chunk("number", options);
    // Of the only page: two bytes of list, whether it is null, three of list and length, minimum.
    long minimum = chunk.getColumnIndexReference().getOffset() + 6;
    requireFound(minimum, "column `number`, the column index is not what was written", options);
  }

  @Test
  void aDamagedOffsetIndexIsFound() throws IOException {
    String[] options = {"verify", "full", "pageRowLimit", "50"};
    ColumnChunkMetaData chunk = chunk("number", options);
    requireFound(
        chunk.getOffsetIndexReference().getOffset()
            + chunk.getOffsetIndexReference().getLength() / 2,
        "column `number`",
        options);
  }

  @Test
  void aDamagedBloomFilterIsFound() throws IOException {
    String[] options = {
      "verify", "full", "bloomFilterNdv#text", "100", "dictionaryEnabled", "false"
    };
    ColumnChunkMetaData chunk = chunk("text", options);
    long last = chunk.getBloomFilterOffset() + chunk.getBloomFilterLength() - 1;
    requireFound(last, "column `text`, the bloom filter is not what was written", options);
  }

  @ParameterizedTest
  @ValueSource(strings = {"footer", "full"})
  void aFileThatWasCutIsFound(String verify) {
    assertThatThrownBy(
            () -> write(file -> file.cutTo((int) file.getLength() - 1), "verify", verify))
        .isInstanceOf(WriteException.class)
        .hasMessageContaining("the length is ");
    requireDeleted();
  }

  @ParameterizedTest
  @ValueSource(strings = {"footer", "full"})
  void aFileThatIsGoneIsFound(String verify) {
    Function<MemoryFile, MemoryFile> gone =
        file -> {
          throw new IllegalStateException("no such file");
        };
    assertThatThrownBy(() -> write(gone, "verify", verify))
        .isInstanceOf(WriteException.class)
        .hasMessageContaining("it cannot be read: no such file");
  }

  @Test
  void aWrongFirstByteIsFound() {
    assertThatThrownBy(() -> write(file -> file.damagedAt(0), "verify", "footer"))
        .hasMessageContaining("the first bytes are not those of a Parquet file");
  }

  @Test
  void anotherFooterIsFound() {
    Function<MemoryFile, MemoryFile> other =
        file -> {
          MemoryFile renamed = new MemoryFile();
          String text = new String(file.bytes(), StandardCharsets.ISO_8859_1);
          renamed.put(text.replace("my owner", "no owner").getBytes(StandardCharsets.ISO_8859_1));
          return renamed;
        };
    assertThatThrownBy(() -> write(other, "verify", "footer", "keyValueMetadata.owner", "my owner"))
        .hasMessageContaining("key_value_metadata is not what was written");
    requireDeleted();
  }

  /**
   * Whatever byte of a file is another one: either that is found, or the file still says the same.
   * So with checksums and without.
   */
  @ParameterizedTest
  @MethodSource("wholeFiles")
  void noDamageChangesWhatIsReadAndGoesUnnoticed(String codec, String version, String checksum)
      throws IOException {
    String[] options = {
      "verify", "full",
      "compression", codec,
      "writerVersion", version,
      "parquet.page.write-checksum.enabled", checksum,
      "rowGroupMaxRows", "300"
    };
    write(file -> file, options);
    List<List<Object>> rows = files.get(0).rows();
    int length = (int) files.get(0).getLength();
    int step = Seeds.all().count() > 100 ? 1 : 41;
    int unnoticed = 0;
    int tried = 0;
    for (int i = new Random(length).nextInt(step); i < length; i += step) {
      int position = i;
      tried++;
      try {
        write(file -> file.damagedAt(position), options);
      } catch (WriteException e) {
        continue;
      }
      unnoticed++;
      MemoryFile damaged = files.get(0).damagedAt(position);
      assertThat(damaged.rows()).as("byte %d of %d", position, length).isEqualTo(rows);
    }
    assertThat(unnoticed).as("of %d", tried).isLessThan(tried / 4);
  }

  /** Of which parquet-java alone complains only when it reads several columns at once. */
  @Test
  void aPageThatClaimsToBeLongerThanItsChunkIsFound() throws IOException {
    String[] options = {"verify", "full", "parquet.page.write-checksum.enabled", "false"};
    List<String> errors = new ArrayList<>();
    for (int i = 4; i < 24; i++) {
      int position = i;
      try {
        write(file -> file.damagedAt(position), options);
      } catch (WriteException e) {
        errors.add(e.getMessage());
      }
    }
    assertThat(errors).anyMatch(error -> error.contains("the end of its last page is"));
  }

  static Stream<Arguments> wholeFiles() {
    return Stream.of(
        Arguments.of("none", "v1", "true"),
        Arguments.of("none", "v2", "false"),
        Arguments.of("snappy", "v1", "false"),
        Arguments.of("zstd", "v2", "true"));
  }

  @Test
  void aFailureInTheBackgroundFailsTheWriter() {
    String[] options = {"verify", "full", "maxRecordsPerFile", "100", "maxConcurrentUploads", "1"};
    Function<MemoryFile, MemoryFile> third =
        file -> file == files.get(2) ? file.damagedAt(0) : file;
    assertThatThrownBy(() -> write(third, options)).isInstanceOf(WriteException.class);
    assertThat(files).anyMatch(MemoryFile::isDeleted);
    assertThat(files).allMatch(file -> file.isFinished() || file.isDeleted() || file.isDiscarded());
  }

  @Test
  void aCancelledWriteStopsVerifying() {
    Function<MemoryFile, MemoryFile> slow =
        file -> {
          cancelled.set(true);
          return file;
        };
    assertThatThrownBy(() -> write(slow, "verify", "full"))
        .isInstanceOf(WriteException.class)
        .hasMessageContaining("cancelled while the file was verified");
    requireDeleted();
  }

  @Test
  void parquetJavasLocalFilesAreVerifiedToo(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("a");
    ArrowParquetWriter writer = local(path);
    writeRows(writer);
    writer.close();
    assertThat(path).exists();
  }

  @Test
  void localFilesThatFailAreDeleted(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("a");
    ArrowParquetWriter writer = local(path);
    writeRows(writer);
    writer.flush();
    Files.delete(path);
    assertThatThrownBy(writer::close)
        .isInstanceOf(WriteException.class)
        .hasMessageContaining(path.toString());
    assertThat(folder).isEmptyDirectory();
  }

  private static ArrowParquetWriter local(Path path) {
    return ArrowParquetWriter.builder(new LocalOutputFile(path), TestWrites.SCHEMA)
        .options(TestWrites.options("verify", "full"))
        .build();
  }

  private void requireFound(long position, String message, String... options) {
    assertThatThrownBy(() -> write(file -> file.damagedAt((int) position), options))
        .isInstanceOf(WriteException.class)
        .hasMessageContaining(message);
    requireDeleted();

    String[] footerOnly = options.clone();
    footerOnly[1] = "footer";
    write(file -> file.damagedAt((int) position), footerOnly);
  }

  private void requireDeleted() {
    assertThat(files).singleElement().matches(MemoryFile::isDeleted);
  }

  /** A chunk of the second row group, or of the only one. */
  private ColumnChunkMetaData chunk(String column, String... options) throws IOException {
    write(file -> file, options);
    try (ParquetFileReader reader = files.get(0).open()) {
      return reader.getRowGroups().get(reader.getRowGroups().size() - 1).getColumns().stream()
          .filter(chunk -> chunk.getPath().toDotString().equals(column))
          .findFirst()
          .orElseThrow();
    }
  }

  /** Forgets the files before. */
  private void write(Function<MemoryFile, MemoryFile> store, String... options) {
    files.clear();
    try (ArrowParquetWriter writer =
        ArrowParquetWriter.builder(() -> file(store), TestWrites.SCHEMA)
            .options(TestWrites.options(options))
            .cancelled(cancelled::get)
            .build()) {
      writeRows(writer);
    }
  }

  private void writeRows(ArrowParquetWriter writer) {
    try (VectorSchemaRoot root = VectorSchemaRoot.create(TestWrites.SCHEMA, allocator)) {
      TestWrites.writeRows(writer, root, ROWS, 100);
    }
  }

  private StoredFile file(Function<MemoryFile, MemoryFile> store) {
    StoredFile file = new StoredFile(store);
    files.add(file);
    return file;
  }

  /** Is read as a store gives it back. */
  private static final class StoredFile extends MemoryFile {

    private final Function<MemoryFile, MemoryFile> store;

    StoredFile(Function<MemoryFile, MemoryFile> store) {
      this.store = store;
    }

    @Override
    public InputFile input() throws IOException {
      super.input();
      return store.apply(this);
    }
  }
}
