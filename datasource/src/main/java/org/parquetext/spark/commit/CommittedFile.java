package org.parquetext.spark.commit;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;
import org.parquetext.statistics.FileStatistics;

/** One finished file of a task, as the driver needs to know it. Immutable. */
public final class CommittedFile {

  private final String directory;
  private final String name;
  private final long bytes;
  private final long rows;
  private final String closedBy;
  private final long[] rowGroupBytes;
  private final long[] rowGroupRows;
  private final FileStatistics statistics;

  /**
   * A finished file.
   *
   * @param directory its partition directory below the table's path ({@code a=1/b=x}), empty for
   *     none
   * @param name its file name
   * @param closedBy why it was closed: {@code end}, {@code size}, {@code rows}, {@code interval} or
   *     {@code inactivity}
   * @param statistics what the write was asked to tell of the file
   */
  public CommittedFile(
      String directory,
      String name,
      long bytes,
      long rows,
      String closedBy,
      long[] rowGroupBytes,
      long[] rowGroupRows,
      FileStatistics statistics) {
    this.directory = directory;
    this.name = name;
    this.bytes = bytes;
    this.rows = rows;
    this.closedBy = closedBy;
    this.rowGroupBytes = rowGroupBytes.clone();
    this.rowGroupRows = rowGroupRows.clone();
    this.statistics = statistics;
  }

  /** The partition directory below the table's path, escaped as it stands there; empty for none. */
  public String directory() {
    return directory;
  }

  /**
   * The values of the partition columns, by their names in the directories, outermost first; null
   * for a null.
   */
  public Map<String, String> partitionValues() {
    Map<String, String> values = new LinkedHashMap<>();
    if (directory.isEmpty()) {
      return values;
    }
    for (String step : directory.split("/")) {
      int equals = step.indexOf('=');
      String text = ExternalCatalogUtils.unescapePathName(step.substring(equals + 1));
      values.put(
          ExternalCatalogUtils.unescapePathName(step.substring(0, equals)),
          text.equals(ExternalCatalogUtils.DEFAULT_PARTITION_NAME()) ? null : text);
    }
    return values;
  }

  /** The path below the table's path, escaped as it stands there. */
  public String relativePath() {
    return directory.isEmpty() ? name : directory + "/" + name;
  }

  /** Bytes of the file. */
  public long bytes() {
    return bytes;
  }

  /** Rows of the file. */
  public long rows() {
    return rows;
  }

  /**
   * Why the file was closed: {@code end}, {@code size}, {@code rows}, {@code interval} or {@code
   * inactivity}.
   */
  public String closedBy() {
    return closedBy;
  }

  /** Compressed bytes of each row group. */
  public long[] rowGroupBytes() {
    return rowGroupBytes.clone();
  }

  /** Rows of each row group. */
  public long[] rowGroupRows() {
    return rowGroupRows.clone();
  }

  /** Exact statistics of the columns that the write was asked for; of no column otherwise. */
  public FileStatistics statistics() {
    return statistics;
  }

  void writeTo(DataOutput out) throws IOException {
    writeText(directory, out);
    writeText(name, out);
    out.writeLong(bytes);
    out.writeLong(rows);
    writeText(closedBy, out);
    writeLongs(rowGroupBytes, out);
    writeLongs(rowGroupRows, out);
    StatisticsPayload.write(statistics, out);
  }

  /**
   * A file of the payload.
   *
   * @param hasStatistics whether the payload's version has them
   */
  static CommittedFile readFrom(DataInput in, boolean hasStatistics) throws IOException {
    return new CommittedFile(
        readText(in),
        readText(in),
        in.readLong(),
        in.readLong(),
        readText(in),
        readLongs(in),
        readLongs(in),
        hasStatistics ? StatisticsPayload.read(in) : FileStatistics.none());
  }

  /** Not {@code writeUTF}: a deep partition path may pass its 64 KiB. */
  private static void writeText(String text, DataOutput out) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  private static String readText(DataInput in) throws IOException {
    byte[] utf8 = new byte[in.readInt()];
    in.readFully(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private static void writeLongs(long[] values, DataOutput out) throws IOException {
    out.writeInt(values.length);
    for (long value : values) {
      out.writeLong(value);
    }
  }

  private static long[] readLongs(DataInput in) throws IOException {
    long[] values = new long[in.readInt()];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readLong();
    }
    return values;
  }
}
