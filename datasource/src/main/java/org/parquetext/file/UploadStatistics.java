package org.parquetext.file;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.statistics.IOStatistics;
import org.apache.hadoop.fs.statistics.IOStatisticsSource;
import org.apache.hadoop.fs.statistics.StoreStatisticNames;
import org.apache.hadoop.fs.statistics.StreamStatisticNames;

/**
 * What the streams and file systems that files of this process are written to say of their uploads,
 * by Hadoop's {@link IOStatistics}; S3A's do. Those that say nothing count as none. Totals only
 * grow. Thread-safe.
 */
public final class UploadStatistics {

  private static final UploadStatistics PROCESS = new UploadStatistics();

  private final Set<FSDataOutputStream> open = new HashSet<>();

  /** What each file system had counted when it was looked at last. */
  private final Map<FileSystem, Long> counted = new WeakHashMap<>();

  private long multipartUploads;
  private long partsOfEnded;

  private UploadStatistics() {}

  /** Those of all files of this process. */
  public static UploadStatistics ofProcess() {
    return PROCESS;
  }

  /** Multipart uploads that the file systems have begun, for whomever, since a file was first. */
  public synchronized long multipartUploads() {
    counted.replaceAll(this::count);
    return multipartUploads;
  }

  /** Parts that files have been uploaded in, or are to be. */
  public synchronized long parts() {
    return partsOfEnded + open.stream().mapToLong(UploadStatistics::parts).sum();
  }

  /** Those of them that are under way. */
  public long activeParts() {
    return gauge(StreamStatisticNames.STREAM_WRITE_BLOCK_UPLOADS_ACTIVE);
  }

  /** Those of them that wait for their turn. */
  public long pendingParts() {
    return gauge(StreamStatisticNames.STREAM_WRITE_BLOCK_UPLOADS_PENDING);
  }

  private synchronized long gauge(String name) {
    return open.stream()
        .mapToLong(out -> out.getIOStatistics().gauges().getOrDefault(name, 0L))
        .sum();
  }

  /** A file is about to be created. */
  synchronized void creates(FileSystem fileSystem) {
    counted.computeIfAbsent(fileSystem, UploadStatistics::multipartUploads);
  }

  /** A file is created. */
  synchronized void opened(FSDataOutputStream out) {
    IOStatistics statistics = out.getIOStatistics();
    if (statistics != null
        && statistics.counters().containsKey(StreamStatisticNames.STREAM_WRITE_BLOCK_UPLOADS)) {
      open.add(out);
    }
  }

  /** The stream of a file is closed or aborted, or could not be. Idempotent. */
  synchronized void ended(FileSystem fileSystem, FSDataOutputStream out) {
    if (open.remove(out)) {
      partsOfEnded += parts(out);
    }
    counted.computeIfPresent(fileSystem, this::count);
  }

  /** File systems may be forgotten: what they have counted is added up while they are there. */
  private long count(FileSystem fileSystem, long before) {
    long now = multipartUploads(fileSystem);
    multipartUploads += now - before;
    return now;
  }

  private static long multipartUploads(FileSystem fileSystem) {
    IOStatistics statistics =
        fileSystem instanceof IOStatisticsSource source ? source.getIOStatistics() : null;
    return statistics == null
        ? 0
        : statistics
            .counters()
            .getOrDefault(StoreStatisticNames.OBJECT_MULTIPART_UPLOAD_INITIATED, 0L);
  }

  private static long parts(FSDataOutputStream out) {
    return out.getIOStatistics()
        .counters()
        .getOrDefault(StreamStatisticNames.STREAM_WRITE_BLOCK_UPLOADS, 0L);
  }
}
