package org.parquetext.spark.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.crypto.EncryptionPropertiesFactory;
import org.apache.parquet.crypto.ParquetCipher;
import org.apache.parquet.crypto.keytools.KeyToolkit;
import org.apache.parquet.crypto.keytools.PropertiesDrivenCryptoFactory;
import org.apache.parquet.hadoop.ParquetOutputFormat;
import org.apache.parquet.hadoop.ParquetOutputFormat.JobSummaryLevel;
import org.apache.parquet.schema.MessageType;
import org.parquetext.file.FileEncryption;

/**
 * What is said about encryption, checked while planning, so that neither a task fails of it nor
 * anything is written in plaintext that was meant to be encrypted. Keys themselves are asked for
 * only by the tasks that create files.
 */
final class EncryptionSettings {

  private static final String FACTORY =
      EncryptionPropertiesFactory.CRYPTO_FACTORY_CLASS_PROPERTY_NAME;
  private static final String COLUMNS = PropertiesDrivenCryptoFactory.COLUMN_KEYS_PROPERTY_NAME;
  private static final String FOOTER = PropertiesDrivenCryptoFactory.FOOTER_KEY_PROPERTY_NAME;
  private static final String UNIFORM = PropertiesDrivenCryptoFactory.UNIFORM_KEY_PROPERTY_NAME;
  private static final String ALGORITHM =
      PropertiesDrivenCryptoFactory.ENCRYPTION_ALGORITHM_PROPERTY_NAME;
  private static final String SHREDDED = "typed_value";
  private static final List<String> KEY_BITS = List.of("128", "192", "256");

  private final Settings settings;
  private final Configuration configuration;

  /**
   * The encryption of one write.
   *
   * @param configuration the write's Hadoop configuration, which factories read
   */
  EncryptionSettings(Settings settings, Configuration configuration) {
    this.settings = settings;
    this.configuration = configuration;
  }

  /**
   * Checks what can be known before a file is created.
   *
   * @throws IllegalArgumentException naming key, value, place and remedy
   */
  void check(MessageType schema) {
    String factory = configuration.getTrimmed(FACTORY, "");
    if (factory.isEmpty()) {
      refuseKeysWithoutFactory();
      return;
    }
    FileEncryption.configured(configuration);
    if (factory.equals(PropertiesDrivenCryptoFactory.class.getName())) {
      if (find(UNIFORM).or(() -> find(FOOTER)).or(() -> find(COLUMNS)).isEmpty()) {
        return;
      }
      checkKeys();
      checkCiphers();
      checkColumns(schema);
    }
    refuseSummaries();
  }

  /** parquet-java makes them, and writes the bounds of encrypted columns into them as they are. */
  private void refuseSummaries() {
    for (String key :
        List.of(ParquetOutputFormat.JOB_SUMMARY_LEVEL, ParquetOutputFormat.ENABLE_JOB_SUMMARY)) {
      if (find(key).isPresent()
          && ParquetOutputFormat.getJobSummaryLevel(configuration) != JobSummaryLevel.NONE) {
        refuseIfSet(key, "summary files would hold values of encrypted columns. Set it to NONE");
      }
    }
  }

  /** The built-in writer would write in plaintext, and nobody who names keys can want that. */
  private void refuseKeysWithoutFactory() {
    for (String key : List.of(UNIFORM, FOOTER, COLUMNS)) {
      refuseIfSet(key, "nothing is encrypted without `" + FACTORY + "`. Set that too");
    }
  }

  private void checkKeys() {
    if (find(UNIFORM).isPresent()) {
      String remedy = "`" + UNIFORM + "` gives all columns and the footer one key. Remove one";
      refuseIfSet(FOOTER, remedy);
      refuseIfSet(COLUMNS, remedy);
    } else if (find(FOOTER).isEmpty()) {
      refuseIfSet(COLUMNS, "the footer needs a key as well. Set `" + FOOTER + "`");
    } else if (find(COLUMNS).isEmpty()) {
      refuseIfSet(FOOTER, "no column has a key. Set `" + COLUMNS + "`, or `" + UNIFORM + "`");
    }
  }

  private void checkCiphers() {
    List<String> ciphers = new ArrayList<>();
    for (ParquetCipher cipher : ParquetCipher.values()) {
      ciphers.add(cipher.name());
    }
    if (find(ALGORITHM).filter(set -> !ciphers.contains(set.value().trim())).isPresent()) {
      refuseIfSet(ALGORITHM, "there is no such algorithm. Use one of " + ciphers);
    }
    String bits = KeyToolkit.DATA_KEY_LENGTH_PROPERTY_NAME;
    if (find(bits).filter(set -> !KEY_BITS.contains(set.value().trim())).isPresent()) {
      refuseIfSet(bits, "keys of AES have another length. Use one of " + KEY_BITS);
    }
  }

  /** {@code key: column, column; key: column}, columns being dotted paths of leaves. */
  private void checkColumns(MessageType schema) {
    String keys = find(COLUMNS).map(Setting::value).orElse("");
    for (String keyOfColumns : keys.split(";")) {
      int colon = keyOfColumns.indexOf(':');
      String columns = keyOfColumns.substring(colon + 1);
      if (colon < 0 ? !keyOfColumns.isBlank() : columns.isBlank()) {
        refuseIfSet(COLUMNS, "it reads `key: column, column; key: column`. Mend it");
      }
      for (String column : colon < 0 ? new String[0] : columns.split(",")) {
        if (!mayHave(schema, column.trim().split("\\."))) {
          refuseIfSet(
              COLUMNS, "the files have no column `" + column.trim() + "`. Name leaves by path");
        }
      }
    }
  }

  /** What a variant is shredded into is not known yet. */
  private static boolean mayHave(MessageType schema, String[] path) {
    return List.of(path).contains(SHREDDED)
        || schema.containsPath(path) && schema.getType(path).isPrimitive();
  }

  private Optional<Setting> find(String key) {
    return settings.builtIn(key).filter(set -> !set.value().isBlank());
  }

  private void refuseIfSet(String key, String reason) {
    find(key)
        .ifPresent(
            set -> {
              throw new IllegalArgumentException(
                  "Cannot write with `%s` = `%s`, set in %s: %s, or remove it."
                      .formatted(set.key(), settings.shown(set), set.place(), reason));
            });
  }
}
