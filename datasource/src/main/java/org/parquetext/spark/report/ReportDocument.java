package org.parquetext.spark.report;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.parquetext.spark.commit.CommittedFile;
import org.parquetext.spark.commit.CommittedJob;
import org.parquetext.spark.commit.StreamBatch;
import org.parquetext.spark.conf.ExplainedOption;
import org.parquetext.spark.conf.FooterKeys;
import org.parquetext.spark.metric.WriteMetric;

/**
 * The JSON of a report, as {@code docs/report.md} describes it: one object on one line, so that a
 * folder of reports is a table of JSON lines. What tasks have said of files is passed through, one
 * task at a time.
 *
 * @param partitionColumns as the rows name them
 * @param metrics that the driver knows
 */
record ReportDocument(
    String application,
    Path table,
    SaveMode mode,
    List<String> partitionColumns,
    List<ExplainedOption> options,
    Instant started,
    Instant committed,
    CommittedJob job,
    CustomTaskMetric[] metrics) {

  /** Raised when a field changes its meaning or goes; not when one is added. */
  static final int SCHEMA = 1;

  /** What stands so in the URIs of Azure's stores is no user, but the container. */
  private static final Pattern USER =
      Pattern.compile(
          "\\b(?!abfss?:|wasbs?:)(\\p{Alpha}[\\w+.-]*://)[^/?#\\s]*@", CASE_INSENSITIVE);

  private static final JsonFactory JSON = new JsonFactory();

  /** Copies the lists. */
  ReportDocument {
    partitionColumns = new ArrayList<>(partitionColumns);
    options = new ArrayList<>(options);
    metrics = metrics.clone();
  }

  /** Writes it, and leaves the stream open. */
  void write(List<ReportedTask> tasks, OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.writeStartObject();
      json.writeNumberField("schema", SCHEMA);
      writeOrigin(json);
      writePlace(json);
      writeTotals(tasks, json);
      writeMetrics(tasks, json);
      writeOptions(json);
      writeFiles(tasks, json);
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private void writeOrigin(JsonGenerator json) throws IOException {
    json.writeStringField("write", job.write().toString());
    json.writeStringField("application", application);
    json.writeStringField("parquetExtVersion", FooterKeys.ownVersion());
    json.writeStringField("sparkVersion", FooterKeys.sparkVersion());
    json.writeStringField("started", started.toString());
    json.writeStringField("committed", committed.toString());
  }

  private void writePlace(JsonGenerator json) throws IOException {
    json.writeStringField("path", withoutUser(table.toString()));
    json.writeStringField("mode", mode.name().toLowerCase(Locale.ROOT));
    json.writeArrayFieldStart("partitionColumns");
    for (String column : partitionColumns) {
      json.writeString(column);
    }
    json.writeEndArray();
    if (job.batch().isPresent()) {
      StreamBatch batch = job.batch().get();
      json.writeObjectFieldStart("stream");
      json.writeStringField("query", batch.queryId());
      json.writeNumberField("batch", batch.number());
      json.writeEndObject();
    }
    if (job.version().isPresent() && job.version().get().number().isPresent()) {
      json.writeNumberField("tableVersion", job.version().get().number().getAsLong());
    }
  }

  /** A text without the users, and their passwords, of the URIs in it. */
  private static String withoutUser(String text) {
    return USER.matcher(text).replaceAll("$1");
  }

  private void writeTotals(List<ReportedTask> tasks, JsonGenerator json) throws IOException {
    long files = 0;
    long rows = 0;
    long bytes = 0;
    for (ReportedTask task : tasks) {
      for (CommittedFile file : task.files()) {
        if (isOfTable(file)) {
          files++;
          rows += file.rows();
          bytes += file.bytes();
        }
      }
    }
    json.writeObjectFieldStart("totals");
    json.writeNumberField("tasks", tasks.size());
    json.writeNumberField("files", files);
    json.writeNumberField("rows", rows);
    json.writeNumberField("bytes", bytes);
    json.writeEndObject();
  }

  /** What all tasks together have reported, by the names in the SQL tab. */
  private void writeMetrics(List<ReportedTask> tasks, JsonGenerator json) throws IOException {
    Map<WriteMetric, Long> all = new EnumMap<>(WriteMetric.class);
    for (ReportedTask task : tasks) {
      add(task.metrics(), all);
    }
    for (CustomTaskMetric metric : metrics) {
      add(Map.of(metric.name(), metric.value()), all);
    }
    json.writeObjectFieldStart("metrics");
    for (WriteMetric metric : WriteMetric.values()) {
      json.writeNumberField(metric.definition().name(), all.getOrDefault(metric, 0L));
    }
    json.writeEndObject();
  }

  private static void add(Map<String, Long> some, Map<WriteMetric, Long> to) {
    for (WriteMetric metric : WriteMetric.values()) {
      Long value = some.get(metric.definition().name());
      if (value != null) {
        to.merge(metric, value, metric::merge);
      }
    }
  }

  private void writeOptions(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("options");
    for (ExplainedOption option : options) {
      json.writeStartObject();
      json.writeStringField("option", option.key());
      json.writeStringField("value", withoutUser(option.value()));
      json.writeStringField("origin", option.origin());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeFiles(List<ReportedTask> tasks, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("files");
    for (ReportedTask task : tasks) {
      task.describeFiles(
          (file, description) -> {
            if (isOfTable(file)) {
              json.writeRawValue(description);
            }
          });
    }
    json.writeEndArray();
  }

  private boolean isOfTable(CommittedFile file) {
    return job.version().isEmpty() || file.rows() > 0;
  }
}
