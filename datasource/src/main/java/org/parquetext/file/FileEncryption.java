package org.parquetext.file;

import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.crypto.FileEncryptionProperties;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;

/**
 * Which files are encrypted, and with which keys (<a
 * href="https://parquet.apache.org/docs/file-format/data-pages/encryption/">Parquet modular
 * encryption</a>).
 */
@FunctionalInterface
public interface FileEncryption {

  /** No file is encrypted. */
  static FileEncryption none() {
    return (file, schema, keyValues) -> Optional.empty();
  }

  /**
   * As {@code parquet.crypto.factory.class} and the keys that the class reads say; none if there is
   * no such key.
   *
   * @throws IllegalArgumentException if the class cannot be used
   */
  static FileEncryption configured(Configuration configuration) {
    return ConfiguredEncryption.of(configuration);
  }

  /**
   * The keys of one new file. Called before the file is created, on the thread that writes it; each
   * file needs properties of its own, since they hold what makes its ciphers unique.
   *
   * @param keyValues the key/values of the file's footer
   * @return empty if the file is not encrypted
   * @throws RuntimeException if there are no keys; the file is then not created
   */
  Optional<FileEncryptionProperties> properties(
      OutputFile file, MessageType schema, Map<String, String> keyValues);
}
