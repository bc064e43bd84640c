package org.parquetext.verify;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.crypto.ColumnDecryptionProperties;
import org.apache.parquet.crypto.ColumnEncryptionProperties;
import org.apache.parquet.crypto.FileDecryptionProperties;
import org.apache.parquet.crypto.FileEncryptionProperties;
import org.apache.parquet.format.EncryptionAlgorithm;
import org.apache.parquet.hadoop.metadata.ColumnPath;

/**
 * The keys of an encrypted file, to read it with: those that it was written with, so that no key
 * server is asked again.
 */
final class DecryptionKeys {

  private DecryptionKeys() {}

  static FileDecryptionProperties of(FileEncryptionProperties written) {
    FileDecryptionProperties.Builder keys =
        FileDecryptionProperties.builder().withFooterKey(written.getFooterKey());
    Map<ColumnPath, ColumnDecryptionProperties> columns = columns(written);
    if (!columns.isEmpty()) {
      keys.withColumnKeys(columns);
    }
    byte[] prefix = prefix(written);
    if (prefix.length > 0) {
      keys.withAADPrefix(prefix);
    }
    return keys.build();
  }

  private static Map<ColumnPath, ColumnDecryptionProperties> columns(
      FileEncryptionProperties written) {
    Map<ColumnPath, ColumnDecryptionProperties> columns = new HashMap<>();
    if (written.getEncryptedColumns() != null) {
      for (ColumnEncryptionProperties column : written.getEncryptedColumns().values()) {
        if (column.isEncrypted() && !column.isEncryptedWithFooterKey()) {
          columns.put(
              column.getPath(),
              ColumnDecryptionProperties.builder(column.getPath())
                  .withKey(column.getKeyBytes())
                  .build());
        }
      }
    }
    return columns;
  }

  /** A file need not store the prefix of its AAD, which stands before the file's own part. */
  private static byte[] prefix(FileEncryptionProperties written) {
    EncryptionAlgorithm algorithm = written.getAlgorithm();
    byte[] unique =
        algorithm.isSetAES_GCM_V1()
            ? algorithm.getAES_GCM_V1().getAad_file_unique()
            : algorithm.getAES_GCM_CTR_V1().getAad_file_unique();
    byte[] aad = written.getFileAAD();
    return Arrays.copyOf(aad, aad.length - unique.length);
  }
}
