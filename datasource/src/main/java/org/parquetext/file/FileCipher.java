package org.parquetext.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.crypto.AesCipher;
import org.apache.parquet.crypto.ColumnEncryptionProperties;
import org.apache.parquet.crypto.FileEncryptionProperties;
import org.apache.parquet.crypto.InternalFileEncryptor;
import org.apache.parquet.crypto.ModuleCipherFactory;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;
import org.parquetext.WriteException;

/**
 * The encryption of one file (<a
 * href="https://github.com/apache/parquet-format/blob/master/Encryption.md">Parquet modular
 * encryption</a>), or that there is none. What follows the last index is
 *
 * <pre>
 * FileMetaData                            length "PAR1"   not encrypted
 * FileMetaData nonce tag                  length "PAR1"   encrypted with a footer in plaintext
 * FileCryptoMetaData sealed(FileMetaData) length "PARE"   encrypted with its footer
 * </pre>
 *
 * <p>Confined to one thread, since the ciphers are.
 */
final class FileCipher {

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ENCRYPTED_FOOTER_MAGIC = "PARE".getBytes(StandardCharsets.US_ASCII);
  private static final int FORMAT_VERSION = 1;

  /** What an AAD can number. */
  private static final int LAST_ORDINAL = Short.MAX_VALUE;

  /** Null if the file is not encrypted. */
  private final InternalFileEncryptor encryptor;

  private final FileEncryptionProperties keys;
  private final String file;

  private FileCipher(FileEncryptionProperties keys, String file) {
    this.encryptor = keys == null ? null : new InternalFileEncryptor(keys);
    this.keys = keys;
    this.file = file;
  }

  /**
   * The cipher of a new file.
   *
   * @throws WriteException if there are no keys, or one for a column that the file does not have
   */
  static FileCipher of(
      FileEncryption encryption,
      OutputFile file,
      MessageType schema,
      Map<String, String> keyValues) {
    try {
      Optional<FileEncryptionProperties> keys = encryption.properties(file, schema, keyValues);
      keys.map(FileEncryptionProperties::getEncryptedColumns).ifPresent(c -> check(c, schema));
      return new FileCipher(keys.orElse(null), file.getPath());
    } catch (RuntimeException e) {
      throw new WriteException("Cannot encrypt file " + file.getPath() + ": " + e.getMessage(), e);
    }
  }

  private static void check(
      Map<ColumnPath, ColumnEncryptionProperties> columns, MessageType schema) {
    for (ColumnPath column : columns.keySet()) {
      if (!schema.containsPath(column.toArray())) {
        throw new IllegalArgumentException(
            "there is a key for column `%s`, which it does not have. It has %s"
                .formatted(
                    column.toDotString(),
                    schema.getPaths().stream().map(path -> String.join(".", path)).toList()));
      }
    }
  }

  /** The keys; null if the file is not encrypted. */
  FileEncryptionProperties keys() {
    return keys;
  }

  /** The first bytes of the file, and its last. */
  byte[] magic() {
    return isFooterEncrypted() ? ENCRYPTED_FOOTER_MAGIC : MAGIC;
  }

  private boolean isFooterEncrypted() {
    return encryptor != null && encryptor.isFooterEncrypted();
  }

  /**
   * The cipher of a column chunk; to be asked for every chunk, also of columns in plaintext.
   *
   * @param rowGroup number of the row group in the file, from 0
   * @param column number of the column among the leaves, from 0
   */
  ChunkCipher chunk(ColumnPath path, int rowGroup, int column) {
    if (encryptor == null) {
      return ChunkCipher.PLAINTEXT;
    }
    if (rowGroup > LAST_ORDINAL || column > LAST_ORDINAL) {
      throw new WriteException(
          ("Cannot encrypt row group %d, column %d (`%s`) of file %s: numbers in an encrypted file"
                  + " end at %d. Raise rowGroupSizeBytes, or write fewer columns.")
              .formatted(rowGroup, column, path.toDotString(), file, LAST_ORDINAL));
    }
    return ChunkCipher.of(
        encryptor.getColumnSetup(path, true, column),
        encryptor.getFileAAD(),
        rowGroup,
        "row group %d of file %s".formatted(rowGroup, file));
  }

  /** The footer as the format has it, with what it says of columns sealed by their keys. */
  FileMetaData metadata(ParquetMetadata footer, ParquetMetadataConverter converter) {
    FileMetaData metadata = converter.toParquetMetadata(FORMAT_VERSION, footer, encryptor);
    for (RowGroup rowGroup : metadata.getRow_groups()) {
      for (ColumnChunk column : rowGroup.getColumns()) {
        if (column.isSetEncrypted_column_metadata() && column.isSetMeta_data()) {
          redact(column.getMeta_data());
        }
      }
    }
    return metadata;
  }

  /**
   * Of what a footer in plaintext says of an encrypted column, parquet-java takes out the minimum
   * and the maximum of its values, but not their bounding box and lengths.
   */
  private static void redact(ColumnMetaData column) {
    for (String statistics : List.of("size_statistics", "geospatial_statistics")) {
      ColumnMetaData._Fields field = ColumnMetaData._Fields.findByName(statistics);
      if (field != null) {
        column.setFieldValue(field, null);
      }
    }
  }

  /** Writes the footer, which {@link #metadata} has made, without its length. */
  void writeFooter(FileMetaData metadata, OutputStream out) throws IOException {
    if (encryptor == null) {
      Util.writeFileMetaData(metadata, out);
    } else if (encryptor.isFooterEncrypted()) {
      Util.writeFileCryptoMetaData(encryptor.getFileCryptoMetaData(), out);
      Util.writeFileMetaData(metadata, out, encryptor.getFooterEncryptor(), footerAad());
    } else {
      writeSignedFooter(metadata, out);
    }
  }

  /** The signature is what an encryption of the footer would add to it: nonce and tag. */
  private void writeSignedFooter(FileMetaData metadata, OutputStream out) throws IOException {
    metadata.setEncryption_algorithm(encryptor.getEncryptionAlgorithm());
    byte[] keyMetadata = encryptor.getFooterSigningKeyMetaData();
    if (keyMetadata != null) {
      metadata.setFooter_signing_key_metadata(keyMetadata);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Util.writeFileMetaData(metadata, bytes);
    byte[] sealed = encryptor.getSignedFooterEncryptor().encrypt(bytes.toByteArray(), footerAad());
    bytes.writeTo(out);
    out.write(sealed, ModuleCipherFactory.SIZE_LENGTH, AesCipher.NONCE_LENGTH);
    out.write(sealed, sealed.length - AesCipher.GCM_TAG_LENGTH, AesCipher.GCM_TAG_LENGTH);
  }

  private byte[] footerAad() {
    return AesCipher.createFooterAAD(encryptor.getFileAAD());
  }
}
