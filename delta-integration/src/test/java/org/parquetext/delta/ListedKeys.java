package org.parquetext.delta;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.parquet.crypto.KeyAccessDeniedException;
import org.apache.parquet.crypto.keytools.LocalWrapKmsClient;
import org.apache.parquet.crypto.keytools.PropertiesDrivenCryptoFactory;

/** A key server that knows the master keys {@code footer} and {@code secret}. */
public final class ListedKeys extends LocalWrapKmsClient {

  /** What writers and readers need to find the keys. */
  static final Map<String, String> CONFIGURATION =
      Map.of(
          "parquet.crypto.factory.class",
          PropertiesDrivenCryptoFactory.class.getName(),
          "parquet.encryption.kms.client.class",
          ListedKeys.class.getName());

  @Override
  protected byte[] getMasterKeyFromServer(String name) {
    if (!name.equals("footer") && !name.equals("secret")) {
      throw new KeyAccessDeniedException("There is no master key " + name);
    }
    return "key %-12s".formatted(name).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  protected void initializeInternal() {
    // All keys are known.
  }
}
