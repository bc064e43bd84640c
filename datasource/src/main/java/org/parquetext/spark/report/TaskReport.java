package org.parquetext.spark.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.zip.DeflaterOutputStream;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.parquetext.spark.commit.CommittedFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one task says to the report of its write: its metrics, and each of its files as the JSON
 * that the report will have. On the task's thread.
 *
 * <p>It is held, and travels, in compressed frames, those of the files in their order:
 *
 * <pre>
 * frame(count:int (metric:utf value:long)*) frame(json:byte*)*
 * frame(content) = length:int deflated(content)
 * </pre>
 */
public final class TaskReport {

  private static final Logger LOG = LoggerFactory.getLogger(TaskReport.class);

  private static final JsonFactory JSON = new JsonFactory();

  private final int mostBytes;
  private final ByteArrayOutputStream files = new ByteArrayOutputStream();

  /**
   * Nothing yet.
   *
   * @param mostBytes compressed, after which files are told of without their columns
   */
  public TaskReport(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  /**
   * A file of the task, in their order. Where its columns cannot be described, or there is no room
   * for that, it is told of without them.
   *
   * @param file where it is
   * @param footer what it holds; not kept
   * @param encryptedColumns the leaf columns that are encrypted in it
   */
  public void add(CommittedFile file, ParquetMetadata footer, Set<ColumnPath> encryptedColumns) {
    FileReport report = new FileReport(file, footer, encryptedColumns);
    byte[] described = described(report);
    if (described == null || described.length > mostBytes - files.size()) {
      described = json(report::writeWithoutColumns);
    }
    addFrame(described, files);
  }

  /** Null if there is no room at all, or the columns cannot be described: the file is right. */
  private byte[] described(FileReport report) {
    if (files.size() >= mostBytes) {
      return null;
    }
    try {
      return json(report::write);
    } catch (RuntimeException e) {
      LOG.warn(
          "Cannot describe the columns of {} in the report of the write, which goes on: {}",
          report.file().relativePath(),
          e.toString(),
          e);
      return null;
    }
  }

  private static byte[] json(JsonContent content) {
    return deflated(
        out -> {
          try (JsonGenerator json = JSON.createGenerator(out)) {
            content.writeTo(json);
          }
        });
  }

  private static byte[] deflated(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new DeflaterOutputStream(bytes)) {
      content.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot compress what a task reports", e);
    }
    return bytes.toByteArray();
  }

  private static void addFrame(byte[] deflated, OutputStream to) {
    try {
      DataOutputStream out = new DataOutputStream(to);
      out.writeInt(deflated.length);
      out.write(deflated);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot hold what a task reports", e);
    }
  }

  /** What travels to the driver, where a {@link ReportedTask} reads it. */
  public byte[] end(CustomTaskMetric[] metrics) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    addFrame(deflated(out -> write(metrics, new DataOutputStream(out))), bytes);
    bytes.writeBytes(files.toByteArray());
    return bytes.toByteArray();
  }

  private static void write(CustomTaskMetric[] metrics, DataOutputStream out) throws IOException {
    out.writeInt(metrics.length);
    for (CustomTaskMetric metric : metrics) {
      out.writeUTF(metric.name());
      out.writeLong(metric.value());
    }
  }

  /** Writes what is compressed. */
  @FunctionalInterface
  private interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Writes a JSON object. */
  @FunctionalInterface
  private interface JsonContent {
    void writeTo(JsonGenerator json) throws IOException;
  }
}
