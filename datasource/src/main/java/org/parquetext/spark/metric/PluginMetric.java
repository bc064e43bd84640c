package org.parquetext.spark.metric;

/** What the plugin registers with Spark's metrics system, by name. */
public enum PluginMetric {
  FILES_CLOSED("files.closed", Type.COUNTER, "files that were finished"),
  FILES_LATENCY(
      "files.latencyMillis",
      Type.HISTOGRAM,
      "milliseconds from the creation of a file until it is closed, and verified if it is to be"),
  FILES_OPEN("files.open", Type.GAUGE, "files that are begun and not closed"),
  ROWS("rows", Type.COUNTER, "rows of the finished files"),
  BYTES("bytes", Type.COUNTER, "bytes of the finished files"),
  UPLOADS_ACTIVE(
      "uploads.active",
      Type.GAUGE,
      "files that are being closed: on an object store, the rest of them is uploaded"),
  TASKS_WRITING("tasks.writing", Type.GAUGE, "tasks that have a writer open"),
  TASKS_WAITING_FOR_ENCODERS(
      "tasks.waitingForEncoders", Type.GAUGE, "tasks that wait for other threads to encode"),
  TASKS_WAITING_FOR_MEMORY(
      "tasks.waitingForMemory", Type.GAUGE, "tasks that wait for room in the memory budget"),
  TASKS_WAITING_FOR_UPLOADS(
      "tasks.waitingForUploads", Type.GAUGE, "tasks that wait until their files are closed"),
  ENCODERS_BUSY("encoders.busy", Type.GAUGE, "threads of the encoder pool that work"),
  ENCODERS_SIZE(
      "encoders.size", Type.GAUGE, "threads that may encode at once, those of the tasks included"),
  BUFFER_BYTES("buffer.bytes", Type.GAUGE, "bytes of the memory budget that writes hold"),
  BUFFER_PEAK_BYTES("buffer.peakBytes", Type.GAUGE, "the most bytes that they ever held"),
  BUFFER_MAX_BYTES("buffer.maxBytes", Type.GAUGE, "the memory budget"),
  MULTIPART_UPLOADS("s3a.multipartUploads", Type.GAUGE, "multipart uploads begun"),
  PARTS(
      "s3a.parts",
      Type.GAUGE,
      "parts of files handed to S3A for upload; a file that is less than one counts as one"),
  PARTS_ACTIVE("s3a.activeParts", Type.GAUGE, "those of them that are being sent"),
  PARTS_PENDING("s3a.pendingParts", Type.GAUGE, "those of them that wait for a thread of S3A"),
  JOBS_COMMITTED("jobs.committed", Type.COUNTER, "writes that were committed"),
  JOBS_COMMIT("jobs.commitMillis", Type.HISTOGRAM, "milliseconds that their commit took"),
  JOBS_FILES("jobs.files", Type.COUNTER, "files that they have committed"),
  JOBS_ROWS("jobs.rows", Type.COUNTER, "rows of these"),
  JOBS_BYTES("jobs.bytes", Type.COUNTER, "bytes of these");

  private final String metricName;
  private final Type type;
  private final String meaning;

  PluginMetric(String metricName, Type type, String meaning) {
    this.metricName = metricName;
    this.type = type;
    this.meaning = meaning;
  }

  /** Its name below that of the plugin. */
  public String metricName() {
    return metricName;
  }

  /** Whether it is the driver's, which commits; else it is that of each executor. */
  public boolean isOfDriver() {
    return switch (this) {
      case JOBS_COMMITTED, JOBS_COMMIT, JOBS_FILES, JOBS_ROWS, JOBS_BYTES -> true;
      default -> false;
    };
  }

  /** What Dropwizard calls it. */
  public Type type() {
    return type;
  }

  /** What is counted, and in which unit. */
  public String meaning() {
    return meaning;
  }

  /** The kinds of metrics. */
  public enum Type {
    /** Only grows; since the plugin was started. */
    COUNTER,
    /** The value when it is asked for. */
    GAUGE,
    /** How values are distributed; the newer ones count more. */
    HISTOGRAM
  }
}
