package org.parquetext.spark.commit;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One finished file of a task, as the driver needs to know it. Immutable. */
public final class CommittedFile {

  private final String directory;
  private final String name;
  private final long bytes;
  private final long rows;
  private final String closedBy;
  private final long[] rowGroupBytes;
  private final long[] rowGroupRows;
  private final String statistics;

  /**
   * A finished file.
   *
   * @param directory its partition directory below the table's path ({@code a=1/b=x}), empty for
   *     none
   * @param name its file name
   * @param closedBy why it was closed: {@code end}, {@code size}, {@code rows}, {@code interval} or
   *     {@code inactivity}
   */
  public CommittedFile(
      String directory,
      String name,
      long bytes,
      long rows,
      String closedBy,
      long[] rowGroupBytes,
      long[] rowGroupRows) {
    this(directory, name, bytes, rows, closedBy, rowGroupBytes, rowGroupRows, "");
  }

  private CommittedFile(
      String directory,
      String name,
      long bytes,
      long rows,
      String closedBy,
      long[] rowGroupBytes,
      long[] rowGroupRows,
      String statistics) {
    this.directory = directory;
    this.name = name;
    this.bytes = bytes;
    this.rows = rows;
    this.closedBy = closedBy;
    this.rowGroupBytes = rowGroupBytes.clone();
    this.rowGroupRows = rowGroupRows.clone();
    this.statistics = statistics;
  }

  /** The same file with what a table's log is to say of its rows, in the words of the log. */
  public CommittedFile withStatistics(String text) {
    return new CommittedFile(
        directory, name, bytes, rows, closedBy, rowGroupBytes, rowGroupRows, text);
  }

  /** What a table's log is to say of its rows; empty if that was not asked for. */
  public Optional<String> statistics() {
    return statistics.isEmpty() ? Optional.empty() : Optional.of(statistics);
  }

  /** The partition directory below the table's path, escaped as it stands there; empty for none. */
  public String directory() {
    return directory;
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

  void writeTo(DataOutput out) throws IOException {
    writeText(directory, out);
    writeText(name, out);
    out.writeLong(bytes);
    out.writeLong(rows);
    writeText(closedBy, out);
    writeLongs(rowGroupBytes, out);
    writeLongs(rowGroupRows, out);
    writeText(statistics, out);
  }

  static CommittedFile readFrom(DataInput in) throws IOException {
    return new CommittedFile(
        readText(in),
        readText(in),
        in.readLong(),
        in.readLong(),
        readText(in),
        readLongs(in),
        readLongs(in),
        readText(in));
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
