package org.parquetext.file;

import org.apache.parquet.crypto.AesCipher;
import org.apache.parquet.crypto.InternalColumnEncryptionSetup;
import org.apache.parquet.crypto.ModuleCipherFactory.ModuleType;
import org.apache.parquet.format.BlockCipher.Encryptor;

/**
 * The encryption of one column chunk, or that there is none. Every module (a page, a page's header,
 * an index, …) is bound to its place in the file by the bytes that are authenticated with it, its
 * AAD. For a chunk in plaintext encryptors and AADs are null, as parquet-format's writers want it.
 *
 * <p>Confined to the file's thread.
 */
final class ChunkCipher {

  static final ChunkCipher PLAINTEXT = new ChunkCipher(null, null, 0, "");

  private static final int NO_PAGE = -1;

  private final InternalColumnEncryptionSetup column;
  private final byte[] fileAad;
  private final int rowGroup;
  private final String place;

  private ChunkCipher(
      InternalColumnEncryptionSetup column, byte[] fileAad, int rowGroup, String place) {
    this.column = column;
    this.fileAad = fileAad;
    this.rowGroup = rowGroup;
    this.place = place;
  }

  static ChunkCipher of(
      InternalColumnEncryptionSetup column, byte[] fileAad, int rowGroup, String place) {
    return column.isEncrypted() ? new ChunkCipher(column, fileAad, rowGroup, place) : PLAINTEXT;
  }

  boolean isEncrypted() {
    return column != null;
  }

  /** The row group, as messages name it. */
  String place() {
    return place;
  }

  /** Encrypts the bytes of pages. */
  Encryptor pages() {
    return isEncrypted() ? column.getDataEncryptor() : null;
  }

  /** Encrypts page headers, indexes and bloom filters. */
  Encryptor metadata() {
    return isEncrypted() ? column.getMetaDataEncryptor() : null;
  }

  /** The AAD of a module of which the chunk has one. */
  byte[] aad(ModuleType module) {
    return aad(module, NO_PAGE);
  }

  /** The AAD of a module of a data page; pages count from 0. */
  byte[] aad(ModuleType module, int page) {
    return isEncrypted()
        ? AesCipher.createModuleAAD(fileAad, module, rowGroup, column.getOrdinal(), page)
        : null;
  }
}
