package org.parquetext.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.crypto.ColumnEncryptionProperties;
import org.apache.parquet.crypto.FileDecryptionProperties;
import org.apache.parquet.crypto.FileEncryptionProperties;
import org.apache.parquet.crypto.ParquetCipher;
import org.apache.parquet.hadoop.metadata.ColumnPath;

/** Who has a key in an encrypted file; a key is found by the name that stands beside it. */
enum EncryptionKeys {

  /** All columns and the footer have one key. */
  UNIFORM,

  /** The text has a key of its own, and the number none. */
  TEXT_ONLY,

  /** The text has a key of its own, and the number that of the footer. */
  TEXT_AND_REST;

  private static final String FOOTER_KEY = "key of the foot";
  private static final String TEXT_KEY = "key of the text";

  /** Properties of one file. */
  FileEncryptionProperties properties(ParquetCipher cipher, Footer footer) {
    FileEncryptionProperties.Builder properties =
        FileEncryptionProperties.builder(key(FOOTER_KEY))
            .withFooterKeyID(FOOTER_KEY)
            .withAlgorithm(cipher);
    if (footer == Footer.PLAINTEXT) {
      properties.withPlaintextFooter();
    }
    if (this != UNIFORM) {
      properties.withEncryptedColumns(textKey("text"));
    }
    if (this == TEXT_AND_REST) {
      properties.withCompleteColumnEncryption();
    }
    return properties.build();
  }

  /** Properties with a key for one column. */
  static FileEncryptionProperties ofColumn(String column) {
    return FileEncryptionProperties.builder(key(FOOTER_KEY))
        .withEncryptedColumns(textKey(column))
        .build();
  }

  private static Map<ColumnPath, ColumnEncryptionProperties> textKey(String column) {
    ColumnEncryptionProperties text =
        ColumnEncryptionProperties.builder(column)
            .withKey(key(TEXT_KEY))
            .withKeyID(TEXT_KEY)
            .build();
    return new HashMap<>(Map.of(ColumnPath.fromDotString(column), text));
  }

  /** All keys. */
  static FileDecryptionProperties all() {
    return FileDecryptionProperties.builder()
        .withKeyRetriever(name -> key(new String(name, StandardCharsets.UTF_8)))
        .build();
  }

  /** The footer's key, for a reader who may not see the text. */
  static FileDecryptionProperties footerOnly() {
    return FileDecryptionProperties.builder().withFooterKey(key(FOOTER_KEY)).build();
  }

  /** A name made 16 bytes long. */
  private static byte[] key(String name) {
    return Arrays.copyOf(name.getBytes(StandardCharsets.UTF_8), 16);
  }

  /** How the footer is written. */
  enum Footer {
    ENCRYPTED,
    PLAINTEXT
  }
}
