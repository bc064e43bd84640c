package org.parquetext.spark.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.parquetext.pipeline.WrittenFile;
import org.parquetext.spark.commit.CommittedFile;

/**
 * What one task says to the report of its write: its metrics, and each of its files as the JSON
 * that the report will have. On the task's thread.
 *
 * <p>It travels compressed, some hundred bytes for each column of a file:
 *
 * <pre>
 * deflated( count:int (metric:utf value:long)* count:int (length:int json:byte*)* )
 * </pre>
 */
public final class TaskReport {

  private static final JsonFactory JSON = new JsonFactory();

  private final List<byte[]> files = new ArrayList<>();

  /**
   * A file of the task, in their order.
   *
   * @param file where it is
   * @param written what it holds; its footer is not kept
   */
  public void add(CommittedFile file, WrittenFile written) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      new FileReport(file, written).write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot describe " + written.path(), e);
    }
    files.add(bytes.toByteArray());
  }

  /** What travels to the driver, where a {@link ReportedTask} reads it. */
  public byte[] end(CustomTaskMetric[] metrics) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
      out.writeInt(metrics.length);
      for (CustomTaskMetric metric : metrics) {
        out.writeUTF(metric.name());
        out.writeLong(metric.value());
      }
      out.writeInt(files.size());
      for (byte[] file : files) {
        out.writeInt(file.length);
        out.write(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot describe the files of a task", e);
    }
    return bytes.toByteArray();
  }
}
