package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.crypto.FileDecryptionProperties;
import org.apache.parquet.crypto.FileEncryptionProperties;
import org.apache.parquet.crypto.ParquetCipher;
import org.apache.parquet.crypto.ParquetCryptoRuntimeException;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.WriteException;
import org.parquetext.buffer.LittleEndian;
import org.parquetext.file.FileEncryption;
import org.parquetext.options.WriteOptions;
import org.parquetext.pipeline.EncryptionKeys.Footer;

/** Encrypted files, beside parquet-java's of the same rows. */
class EncryptionTest {

  private static final int ROWS = 5_000;

  private final MemoryFile plain = new MemoryFile();
  private final MemoryFile sealed = new MemoryFile();

  static Stream<Arguments> encryptions() {
    List<Arguments> all = new ArrayList<>();
    for (EncryptionKeys keys : EncryptionKeys.values()) {
      for (ParquetCipher cipher : ParquetCipher.values()) {
        for (Footer footer : Footer.values()) {
          all.add(Arguments.of(keys, cipher, footer, "v1", "snappy"));
          all.add(Arguments.of(keys, cipher, footer, "v2", "none"));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("encryptions")
  void areParquetJavasInAllPlacesAndLengths(
      EncryptionKeys keys, ParquetCipher cipher, Footer footer, String version, String codec)
      throws IOException {
    WriteOptions options = options(version, codec);
    write(plain, options, FileEncryption.none());
    write(sealed, options, encryption(keys.properties(cipher, footer)));
    MemoryFile expected = ParquetJavaFile.rewrite(plain, options, keys.properties(cipher, footer));

    assertThat(sealed.rows(EncryptionKeys.all())).isEqualTo(plain.rows());
    assertThat(facts(sealed, EncryptionKeys.all()))
        .isEqualTo(facts(expected, EncryptionKeys.all()));
    assertThat(magic(sealed)).isEqualTo(magic(expected));
  }

  @ParameterizedTest
  @EnumSource(Footer.class)
  void holdNothingOfAnEncryptedColumnInPlaintext(Footer footer) throws IOException {
    WriteOptions options =
        TestWrites.options(
            "compression", "none", "dictionaryEnabled", "false", "rowGroupMaxRows", "1500");
    write(plain, options, FileEncryption.none());
    write(
        sealed,
        options,
        encryption(EncryptionKeys.TEXT_ONLY.properties(ParquetCipher.AES_GCM_V1, footer)));

    String plainBytes = new String(plain.bytes(), StandardCharsets.ISO_8859_1);
    String sealedBytes = new String(sealed.bytes(), StandardCharsets.ISO_8859_1);
    for (int row = 0; row < ROWS; row++) {
      if (row % 7 != 0) {
        assertThat(plainBytes.contains(TestWrites.text(row))).as("row %d", row).isTrue();
        assertThat(sealedBytes.contains(TestWrites.text(row))).as("row %d", row).isFalse();
      }
    }
  }

  @Test
  void aColumnInPlaintextNeedsNoKeyWhereTheFooterIsInPlaintext() throws IOException {
    write(
        sealed,
        options("v1", "snappy"),
        encryption(
            EncryptionKeys.TEXT_ONLY.properties(ParquetCipher.AES_GCM_V1, Footer.PLAINTEXT)));

    try (ParquetFileReader reader = sealed.open()) {
      BlockMetaData rowGroup = reader.getRowGroups().get(0);
      assertThat(rowGroup.getColumns().get(0).getStatistics().genericGetMax()).isEqualTo(1_999L);
    }
    assertThatThrownBy(sealed::rows).hasRootCauseInstanceOf(ParquetCryptoRuntimeException.class);
  }

  @Test
  void aFooterInPlaintextTellsNothingOfTheValuesOfAnEncryptedColumn() throws IOException {
    write(
        sealed,
        options("v1", "snappy"),
        encryption(
            EncryptionKeys.TEXT_ONLY.properties(ParquetCipher.AES_GCM_V1, Footer.PLAINTEXT)));

    byte[] bytes = sealed.bytes();
    int length = LittleEndian.getInt(bytes, bytes.length - 8);
    List<ColumnChunk> chunks =
        Util.readFileMetaData(new ByteArrayInputStream(bytes, bytes.length - 8 - length, length))
            .getRow_groups()
            .get(0)
            .getColumns();
    ColumnMetaData number = chunks.get(0).getMeta_data();
    assertThat(number.isSetStatistics() && number.isSetEncoding_stats()).isTrue();
    ColumnMetaData text = chunks.get(1).getMeta_data();
    assertThat(text.isSetStatistics() || text.isSetEncoding_stats()).isFalse();
    assertThat(text.isSetSize_statistics()).isFalse();
  }

  @Test
  void anEncryptedColumnNeedsItsOwnKey() throws IOException {
    write(
        sealed,
        options("v1", "snappy"),
        encryption(
            EncryptionKeys.TEXT_AND_REST.properties(ParquetCipher.AES_GCM_V1, Footer.ENCRYPTED)));

    assertThatThrownBy(() -> sealed.rows(EncryptionKeys.footerOnly()))
        .hasStackTraceContaining("key");
    assertThatThrownBy(sealed::open).isInstanceOf(ParquetCryptoRuntimeException.class);
  }

  @Test
  void aByteThatWasChangedIsNoticed() throws IOException {
    write(
        sealed,
        options("v1", "snappy"),
        encryption(EncryptionKeys.UNIFORM.properties(ParquetCipher.AES_GCM_V1, Footer.PLAINTEXT)));
    MemoryFile damaged = sealed.damagedAt(100);

    assertThatThrownBy(() -> damaged.rows(EncryptionKeys.all()))
        .hasStackTraceContaining("Tag mismatch");
  }

  @Test
  void everyFileIsAskedItsOwnKeysFor() throws IOException {
    List<String> asked = new ArrayList<>();
    List<MemoryFile> files = new ArrayList<>();
    FileEncryption encryption =
        (file, schema, keyValues) -> {
          asked.add(file.getPath() + " " + schema.getFieldCount() + " " + keyValues.get("k"));
          return Optional.of(
              EncryptionKeys.UNIFORM.properties(ParquetCipher.AES_GCM_V1, Footer.ENCRYPTED));
        };
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(TestWrites.SCHEMA, allocator);
        ArrowParquetWriter writer =
            ArrowParquetWriter.builder(TestWrites.files(files), TestWrites.SCHEMA)
                .options(TestWrites.options("maxRecordsPerFile", "2000"))
                .keyValueMetadata("k", "v")
                .encryption(encryption)
                .build()) {
      TestWrites.writeRows(writer, root, ROWS, 500);
    }
    assertThat(asked).containsExactly("file-0 2 v", "file-1 2 v", "file-2 2 v");
    assertThat(files.get(2).rows(EncryptionKeys.all())).hasSize(1_000);
  }

  @Test
  void aFileWithoutRowsIsEncryptedToo() throws IOException {
    FileEncryptionProperties keys =
        EncryptionKeys.UNIFORM.properties(ParquetCipher.AES_GCM_V1, Footer.ENCRYPTED);
    ArrowParquetWriter.builder(sealed, TestWrites.SCHEMA)
        .encryption(encryption(keys))
        .build()
        .close();

    assertThat(magic(sealed)).isEqualTo("PARE");
    assertThat(sealed.rows(EncryptionKeys.all())).isEmpty();
  }

  @Test
  void aFileWithoutKeysIsNotCreated() {
    FileEncryption closed =
        (file, schema, keyValues) -> {
          throw new ParquetCryptoRuntimeException("the key server is closed");
        };
    assertThatThrownBy(() -> write(sealed, WriteOptions.defaults(), closed))
        .isInstanceOf(WriteException.class)
        .hasMessage("Cannot encrypt file memory: the key server is closed");
    assertThat(sealed.isCreated()).isFalse();
  }

  @Test
  void aKeyForAColumnThatIsNotThereIsRefused() {
    FileEncryption other = encryption(EncryptionKeys.ofColumn("texts"));
    assertThatThrownBy(() -> write(sealed, WriteOptions.defaults(), other))
        .isInstanceOf(WriteException.class)
        .hasMessageContaining("there is a key for column `texts`")
        .hasMessageContaining("[number, text]");
    assertThat(sealed.isCreated()).isFalse();
  }

  @Test
  void moreRowGroupsThanCanBeNumberedAreRefused() {
    FileEncryption uniform =
        encryption(EncryptionKeys.UNIFORM.properties(ParquetCipher.AES_GCM_V1, Footer.ENCRYPTED));
    WriteOptions options = TestWrites.options("rowGroupMaxRows", "1", "targetFileSizeBytes", "0");
    assertThatThrownBy(() -> write(sealed, options, uniform, 33_000))
        .hasStackTraceContaining(
            "Cannot encrypt row group 32768, column 0 (`number`) of file memory")
        .hasStackTraceContaining("Raise rowGroupSizeBytes");
    assertThat(sealed.isFinished()).isFalse();
  }

  @Test
  void morePagesThanCanBeNumberedAreRefused() {
    FileEncryption uniform =
        encryption(EncryptionKeys.UNIFORM.properties(ParquetCipher.AES_GCM_V1, Footer.ENCRYPTED));
    assertThatThrownBy(
            () -> write(sealed, TestWrites.options("pageRowLimit", "1"), uniform, 33_000))
        .hasStackTraceContaining("column `number` encrypted in row group 0 of file memory")
        .hasStackTraceContaining("33000 pages");
    assertThat(sealed.isFinished()).isFalse();
  }

  /** Version 2 with the encodings of parquet-java, to be comparable. */
  /** The verification of the options below has to know it too. */
  @Test
  void theFileNeedNotHoldThePrefixOfItsAad() throws IOException {
    byte[] key = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    byte[] prefix = "table".getBytes(StandardCharsets.UTF_8);
    FileEncryptionProperties keys =
        FileEncryptionProperties.builder(key)
            .withAADPrefix(prefix)
            .withoutAADPrefixStorage()
            .build();
    write(sealed, options("v1", "snappy"), encryption(keys), 100);

    FileDecryptionProperties reading =
        FileDecryptionProperties.builder().withFooterKey(key).withAADPrefix(prefix).build();
    assertThat(sealed.isFinished()).isTrue();
    assertThat(sealed.rows(reading)).hasSize(100);
  }

  private static WriteOptions options(String version, String codec) {
    String[] options = {
      "compression", codec,
      "rowGroupMaxRows", "2000",
      "pageRowLimit", "300",
      "dictionaryPageSizeBytes", "8k",
      "bloomFilterNdv#text", "100",
      "bloomFilterNdv#number", "100",
      "verify", "full"
    };
    return version.equals("v1")
        ? TestWrites.options(options)
        : ParquetJavaFile.withItsVersion2Encodings(TestWrites.SCHEMA, options);
  }

  private static FileEncryption encryption(FileEncryptionProperties keys) {
    return (file, schema, keyValues) -> Optional.of(keys);
  }

  private static void write(MemoryFile file, WriteOptions options, FileEncryption encryption) {
    write(file, options, encryption, ROWS);
  }

  private static void write(
      MemoryFile file, WriteOptions options, FileEncryption encryption, int rows) {
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(TestWrites.SCHEMA, allocator);
        ArrowParquetWriter writer =
            ArrowParquetWriter.builder(file, TestWrites.SCHEMA)
                .options(options)
                .encryption(encryption)
                .build()) {
      TestWrites.writeRows(writer, root, rows, 1_000);
    }
  }

  /** Where everything is, how long, and what the indexes and filters say. */
  private static List<Object> facts(MemoryFile file, FileDecryptionProperties keys)
      throws IOException {
    List<Object> facts = new ArrayList<>();
    try (ParquetFileReader reader = file.open(keys)) {
      for (BlockMetaData rowGroup : reader.getRowGroups()) {
        facts.add(rowGroup.getTotalByteSize());
        for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
          facts.add(chunk.toString());
          facts.add(chunk.getStatistics());
          facts.add(List.of(chunk.getTotalSize(), chunk.getTotalUncompressedSize()));
          facts.add(chunk.getDictionaryPageOffset());
          facts.add(chunk.getColumnIndexReference().getOffset());
          facts.add(chunk.getOffsetIndexReference().getOffset());
          facts.add(List.of(chunk.getBloomFilterOffset(), chunk.getBloomFilterLength()));
          facts.add(reader.readColumnIndex(chunk).toString());
          facts.add(reader.readOffsetIndex(chunk).toString());
          BloomFilter filter = reader.readBloomFilter(chunk);
          facts.add(filter != null && filter.findHash(filter.hash(value(chunk))));
        }
      }
    }
    return facts;
  }

  private static Object value(ColumnChunkMetaData chunk) {
    return chunk.getPath().toDotString().equals("number")
        ? (Object) 1L
        : Binary.fromString(TestWrites.text(1));
  }

  private static String magic(MemoryFile file) {
    byte[] bytes = file.bytes();
    String first = new String(bytes, 0, 4, StandardCharsets.US_ASCII);
    assertThat(new String(bytes, bytes.length - 4, 4, StandardCharsets.US_ASCII)).isEqualTo(first);
    return first;
  }
}
