package org.parquetext.file;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.statistics.IOStatistics;
import org.apache.hadoop.fs.statistics.StoreStatisticNames;
import org.apache.hadoop.fs.statistics.StreamStatisticNames;

/**
 * What the streams of this process's files say of their uploads, by Hadoop's {@link IOStatistics}:
 * those of S3A do. What a stream does not say counts as nothing. Thread-safe.
 */
public final class UploadStatistics {

  private static final UploadStatistics PROCESS = new UploadStatistics();

  private static final String PARTS = StreamStatisticNames.STREAM_WRITE_BLOCK_UPLOADS;
  private static final String MULTIPART_UPLOADS =
      StoreStatisticNames.OBJECT_MULTIPART_UPLOAD_INITIATED;

  private final Set<FSDataOutputStream> open = new HashSet<>();
  private long multipartUploadsOfEnded;
  private long partsOfEnded;

  private UploadStatistics() {}

  /** Those of all files of this process. */
  public static UploadStatistics ofProcess() {
    return PROCESS;
  }

  /** Multipart uploads that were begun. */
  public synchronized long multipartUploads() {
    return multipartUploadsOfEnded + sumOfOpen(IOStatistics::counters, MULTIPART_UPLOADS);
  }

  /** Parts that were handed over for upload; an object that is put as one counts as one. */
  public synchronized long parts() {
    return partsOfEnded + sumOfOpen(IOStatistics::counters, PARTS);
  }

  /** Those of them that are being sent. */
  public synchronized long activeParts() {
    return sumOfOpen(IOStatistics::gauges, StreamStatisticNames.STREAM_WRITE_BLOCK_UPLOADS_ACTIVE);
  }

  /** Those of them that wait for their turn. */
  public synchronized long pendingParts() {
    return sumOfOpen(IOStatistics::gauges, StreamStatisticNames.STREAM_WRITE_BLOCK_UPLOADS_PENDING);
  }

  private long sumOfOpen(Kind kind, String name) {
    return open.stream().mapToLong(out -> value(out, kind, name)).sum();
  }

  /** The stream of a new file. */
  synchronized void opened(FSDataOutputStream out) {
    IOStatistics statistics = out.getIOStatistics();
    if (statistics != null && statistics.counters().containsKey(PARTS)) {
      open.add(out);
    }
  }

  /** A stream is closed or aborted, or could not be. Idempotent. */
  synchronized void ended(FSDataOutputStream out) {
    if (open.remove(out)) {
      multipartUploadsOfEnded += value(out, IOStatistics::counters, MULTIPART_UPLOADS);
      partsOfEnded += value(out, IOStatistics::counters, PARTS);
    }
  }

  private static long value(FSDataOutputStream out, Kind kind, String name) {
    return kind.of(out.getIOStatistics()).getOrDefault(name, 0L);
  }

  /** Counters, or gauges. */
  @FunctionalInterface
  private interface Kind {
    Map<String, Long> of(IOStatistics statistics);
  }
}
