package org.parquetext.file;

import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.crypto.EncryptionPropertiesFactory;
import org.apache.parquet.crypto.FileEncryptionProperties;
import org.apache.parquet.hadoop.BadConfigurationException;
import org.apache.parquet.hadoop.api.WriteSupport.WriteContext;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;

/** Asks the configured {@link EncryptionPropertiesFactory} for the keys of each file. */
final class ConfiguredEncryption implements FileEncryption {

  private final EncryptionPropertiesFactory factory;
  private final Configuration configuration;

  private ConfiguredEncryption(EncryptionPropertiesFactory factory, Configuration configuration) {
    this.factory = factory;
    this.configuration = configuration;
  }

  static FileEncryption of(Configuration configuration) {
    try {
      EncryptionPropertiesFactory factory = EncryptionPropertiesFactory.loadFactory(configuration);
      return factory == null
          ? FileEncryption.none()
          : new ConfiguredEncryption(factory, configuration);
    } catch (BadConfigurationException e) {
      String key = EncryptionPropertiesFactory.CRYPTO_FACTORY_CLASS_PROPERTY_NAME;
      throw new IllegalArgumentException(
          "`%s` is no crypto factory on the class path (%s)."
              .formatted(configuration.get(key), e.getMessage()),
          e);
    }
  }

  @Override
  public Optional<FileEncryptionProperties> properties(
      OutputFile file, MessageType schema, Map<String, String> keyValues) {
    return Optional.ofNullable(
        factory.getFileEncryptionProperties(
            configuration, new Path(file.getPath()), new WriteContext(schema, keyValues)));
  }
}
