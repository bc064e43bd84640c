package org.parquetext.spark.report;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.InflaterInputStream;
import org.parquetext.spark.commit.CommittedFile;
import org.parquetext.spark.commit.CommittedTask;

/** What a committed task has said by a {@link TaskReport}, read each time from what travelled. */
final class ReportedTask {

  private final CommittedTask task;

  ReportedTask(CommittedTask task) {
    this.task = task;
  }

  /** Its metrics, by their names. */
  Map<String, Long> metrics() throws IOException {
    try (DataInputStream in = new DataInputStream(content(frames()))) {
      return metrics(in);
    }
  }

  private static Map<String, Long> metrics(DataInputStream in) throws IOException {
    Map<String, Long> metrics = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      metrics.put(in.readUTF(), in.readLong());
    }
    return metrics;
  }

  /** Its files, in the order in which they were closed. */
  List<CommittedFile> files() {
    return task.files();
  }

  /** Hands over each of its files, with the JSON object that describes it. */
  void describeFiles(FileConsumer consumer) throws IOException {
    DataInputStream frames = frames();
    frames.skipNBytes(frames.readInt());
    for (CommittedFile file : task.files()) {
      try (InputStream json = content(frames)) {
        consumer.accept(file, new String(json.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
  }

  /** What the next frame holds. */
  private static InputStream content(DataInputStream frames) throws IOException {
    byte[] deflated = new byte[frames.readInt()];
    frames.readFully(deflated);
    return new InflaterInputStream(new ByteArrayInputStream(deflated));
  }

  private DataInputStream frames() {
    byte[] said =
        task.report()
            .orElseThrow(() -> new IllegalStateException("A task says nothing of its files"));
    return new DataInputStream(new ByteArrayInputStream(said));
  }

  /** Takes a file. */
  @FunctionalInterface
  interface FileConsumer {
    void accept(CommittedFile file, String json) throws IOException;
  }
}
