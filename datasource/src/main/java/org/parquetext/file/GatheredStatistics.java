package org.parquetext.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.parquetext.column.ColumnChunk;
import org.parquetext.statistics.ColumnStatistics;
import org.parquetext.statistics.FileStatistics;

/**
 * What chunks tell of a file beside its footer. It leaves the file in clear text, so that of an
 * encrypted column it has no values. Confined to one thread at a time.
 */
final class GatheredStatistics {

  private final Map<Integer, ColumnStatistics> columns = new TreeMap<>();

  /**
   * Takes in a chunk.
   *
   * @param cipher of the chunk
   */
  void add(ColumnChunk chunk, ChunkCipher cipher) {
    ColumnStatistics statistics = chunk.exactStatistics();
    if (statistics != null) {
      ColumnStatistics clear = cipher.isEncrypted() ? statistics.counts() : statistics;
      columns.merge(clear.column(), clear, ColumnStatistics::union);
    }
  }

  FileStatistics toFileStatistics() {
    List<ColumnStatistics> gathered = new ArrayList<>(columns.values());
    return FileStatistics.of(gathered);
  }
}
