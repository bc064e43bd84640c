package org.parquetext.file;

import java.util.List;
import org.apache.parquet.crypto.FileEncryptionProperties;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/**
 * A file that is closed, and what was written to it.
 *
 * @param path as messages name it
 * @param bytes of the whole file
 * @param magic its first bytes, and its last
 * @param footer with all bounds in full length
 * @param statisticsTruncateLength to which the footer in the file has truncated them
 * @param rowGroups the chunks of each row group, in the order of the schema's leaves
 * @param keys with which it was encrypted; null if it was not
 */
public record FinishedFile(
    ReadableOutput output,
    String path,
    long bytes,
    byte[] magic,
    ParquetMetadata footer,
    int statisticsTruncateLength,
    List<List<WrittenChunk>> rowGroups,
    FileEncryptionProperties keys) {}
