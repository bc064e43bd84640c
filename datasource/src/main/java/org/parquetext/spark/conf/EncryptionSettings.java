package org.parquetext.spark.conf;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.crypto.EncryptionPropertiesFactory;
import org.apache.parquet.crypto.ParquetCipher;
import org.apache.parquet.crypto.keytools.KeyToolkit;
import org.apache.parquet.crypto.keytools.KmsClient;
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
  private static final String COMPLETE =
      PropertiesDrivenCryptoFactory.COMPLETE_COLUMN_ENCRYPTION_PROPERTY_NAME;
  private static final String ALGORITHM =
      PropertiesDrivenCryptoFactory.ENCRYPTION_ALGORITHM_PROPERTY_NAME;
  private static final String DATA_KEY_BITS = KeyToolkit.DATA_KEY_LENGTH_PROPERTY_NAME;
  private static final String KEY_KEY_BITS = KeyToolkit.KEK_LENGTH_PROPERTY_NAME;
  private static final String KMS = KeyToolkit.KMS_CLIENT_CLASS_PROPERTY_NAME;

  /** All in lower case, and read in no other. */
  private static final Set<String> KEYS =
      Set.of(
          FACTORY,
          COLUMNS,
          FOOTER,
          UNIFORM,
          COMPLETE,
          ALGORITHM,
          DATA_KEY_BITS,
          KEY_KEY_BITS,
          KMS,
          PropertiesDrivenCryptoFactory.PLAINTEXT_FOOTER_PROPERTY_NAME,
          KeyToolkit.KMS_INSTANCE_ID_PROPERTY_NAME,
          KeyToolkit.KMS_INSTANCE_URL_PROPERTY_NAME,
          KeyToolkit.KEY_ACCESS_TOKEN_PROPERTY_NAME,
          KeyToolkit.DOUBLE_WRAPPING_PROPERTY_NAME,
          KeyToolkit.CACHE_LIFETIME_PROPERTY_NAME,
          KeyToolkit.KEY_MATERIAL_INTERNAL_PROPERTY_NAME);

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
   * @param columns the columns of the write
   * @param shreddedVariants paths of the variants that may be shredded
   * @throws IllegalArgumentException naming key, value, place and remedy
   */
  void check(MessageType schema, WriteColumns columns, List<String> shreddedVariants) {
    checkCase();
    String factory = value(FACTORY);
    if (factory.isEmpty()) {
      refuseKeysWithoutFactory();
      return;
    }
    checkFactory();
    if (factory.equals(PropertiesDrivenCryptoFactory.class.getName())) {
      if (!isSet(UNIFORM) && !isSet(FOOTER) && !isSet(COLUMNS)) {
        return;
      }
      checkKeys();
      checkCiphers();
      checkKeyServer();
      checkColumns(schema, columns, shreddedVariants);
    }
    refuseSummaries();
  }

  /** Other options may be in any case; one of these would just not be seen by the factory. */
  private void checkCase() {
    for (Setting set : settings.written()) {
      String lowerCase = set.key().toLowerCase(Locale.ROOT);
      if (KEYS.contains(lowerCase) && !set.key().equals(lowerCase)) {
        throw refusal(set, "keys of encryption are read in lower case. Write `" + lowerCase + "`");
      }
    }
  }

  /** The built-in writer would write in plaintext, and nobody who names keys can want that. */
  private void refuseKeysWithoutFactory() {
    for (String key : List.of(UNIFORM, FOOTER, COLUMNS)) {
      refuseIfSet(key, "nothing is encrypted without `" + FACTORY + "`. Set that too");
    }
  }

  private void checkFactory() {
    try {
      FileEncryption.configured(configuration);
    } catch (IllegalArgumentException e) {
      refuseIfSet(FACTORY, e.getMessage() + " Mend that");
    }
  }

  private void checkKeys() {
    if (isSet(UNIFORM)) {
      String remedy = "`" + UNIFORM + "` gives all columns and the footer one key. Remove one";
      refuseIfSet(FOOTER, remedy);
      refuseIfSet(COLUMNS, remedy);
      if (configuration.getBoolean(COMPLETE, false)) {
        refuseIfSet(COMPLETE, remedy);
      }
    } else if (!isSet(FOOTER)) {
      refuseIfSet(COLUMNS, "the footer needs a key as well. Set `" + FOOTER + "`");
    } else if (!isSet(COLUMNS)) {
      refuseIfSet(FOOTER, "no column has a key. Set `" + COLUMNS + "`, or `" + UNIFORM + "`");
    }
  }

  private void checkCiphers() {
    checkIsOneOf(ALGORITHM, Arrays.stream(ParquetCipher.values()).map(Enum::name).toList());
    List<String> keyBits = List.of("128", "192", "256");
    checkIsOneOf(DATA_KEY_BITS, keyBits);
    checkIsOneOf(KEY_KEY_BITS, keyBits);
  }

  private void checkIsOneOf(String key, List<String> values) {
    if (isSet(key) && !values.contains(value(key))) {
      refuseIfSet(key, "that is none of " + values + ". Use one of these");
    }
  }

  private void checkKeyServer() {
    if (!isSet(KMS)) {
      throw new IllegalArgumentException(
          "Cannot encrypt without a key server: `" + KMS + "` is not set. Set it to a KmsClient.");
    }
    try {
      configuration.getClassByName(value(KMS)).asSubclass(KmsClient.class);
    } catch (ClassNotFoundException | ClassCastException e) {
      refuseIfSet(KMS, "that is no KmsClient on the class path (" + e + "). Name or add one");
    }
  }

  private void checkColumns(
      MessageType schema, WriteColumns columns, List<String> shreddedVariants) {
    ColumnKeys keys = ColumnKeys.parse(value(COLUMNS));
    keys.fault(schema).ifPresent(fault -> refuseIfSet(COLUMNS, fault + mapped(columns)));
    for (String partition : columns.directoryNames()) {
      if (keys.name(partition)) {
        refuseIfSet(
            COLUMNS,
            ("`%s` is a partition column: its values are in plaintext in names of directories and"
                    + " in the table's log. Take it out")
                .formatted(partition));
      }
    }
    if (configuration.getBoolean(COMPLETE, false)) {
      return;
    }
    for (String variant : shreddedVariants) {
      if (keys.reach(variant)) {
        refuseIfSet(
            COLUMNS,
            ("what is split off variant `%s` would be in plaintext. Set `%s` = true, or `%s` ="
                    + " false")
                .formatted(variant, COMPLETE, VariantShredding.ENABLED));
      }
    }
  }

  /** A table may have other names for its columns in the files, and keys go by these. */
  private static String mapped(WriteColumns columns) {
    List<String> inFiles = List.of(columns.data().fieldNames());
    return inFiles.equals(List.of(columns.namedData().fieldNames()))
        ? ""
        : " as the table maps them: " + inFiles;
  }

  /** parquet-java makes them, and writes the bounds of encrypted columns into them as they are. */
  private void refuseSummaries() {
    for (String key :
        List.of(ParquetOutputFormat.JOB_SUMMARY_LEVEL, ParquetOutputFormat.ENABLE_JOB_SUMMARY)) {
      if (isSet(key)
          && ParquetOutputFormat.getJobSummaryLevel(configuration) != JobSummaryLevel.NONE) {
        refuseIfSet(key, "summary files would hold values of encrypted columns. Set it to NONE");
      }
    }
  }

  private boolean isSet(String key) {
    return !value(key).isEmpty();
  }

  /** As the factory will see it. */
  private String value(String key) {
    return configuration.getTrimmed(key, "");
  }

  private void refuseIfSet(String key, String reason) {
    Optional<Setting> set = settings.builtIn(key).filter(found -> isSet(key));
    if (set.isPresent()) {
      throw refusal(set.get(), reason);
    }
  }

  private IllegalArgumentException refusal(Setting set, String reason) {
    return new IllegalArgumentException(
        "Cannot write with `%s` = `%s`, set in %s: %s, or remove it."
            .formatted(set.key(), settings.shown(set), set.place(), reason));
  }
}
