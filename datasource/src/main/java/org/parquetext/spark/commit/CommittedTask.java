package org.parquetext.spark.commit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.internal.io.FileCommitProtocol.TaskCommitMessage;
import org.apache.spark.sql.connector.write.WriterCommitMessage;

/**
 * What a committed task sends to the driver: the commit protocol's own message, and its files as a
 * versioned byte payload, so that any serializer that Spark is configured with carries it
 * unchanged.
 */
public final class CommittedTask implements WriterCommitMessage {

  private static final long serialVersionUID = 1L;
  private static final byte VERSION = 3;

  /** Without the statistics of the files. */
  private static final byte VERSION_WITHOUT_STATISTICS = 2;

  private final TaskCommitMessage message;
  private final byte[] payload;
  private final long commitNanos;

  /** Null if no report is wanted. */
  private final byte[] report;

  CommittedTask(TaskCommitMessage message, List<CommittedFile> files, long shuffleBytes) {
    this(message, encode(files, shuffleBytes), 0, null);
  }

  /** A task that has travelled. */
  CommittedTask(TaskCommitMessage message, byte[] payload) {
    this(message, payload.clone(), 0, null);
  }

  private CommittedTask(
      TaskCommitMessage message, byte[] payload, long commitNanos, byte[] report) {
    this.message = message;
    this.payload = payload;
    this.commitNanos = commitNanos;
    this.report = report;
  }

  /** The same task, whose commit took so long. */
  public CommittedTask committedIn(long nanos) {
    return new CommittedTask(message, payload, nanos, report);
  }

  /**
   * The same task with what it has to say to the report of the write.
   *
   * @param said not copied: it may be large, and the task has committed when this is called
   */
  public CommittedTask reporting(byte[] said) {
    return new CommittedTask(message, payload, commitNanos, said);
  }

  /** The same task without that, for those who keep it while others still run. */
  CommittedTask withoutReport() {
    return new CommittedTask(message, payload, commitNanos, null);
  }

  /** What the task says to the report of the write; empty if it was not asked. */
  public Optional<byte[]> report() {
    return Optional.ofNullable(report).map(byte[]::clone);
  }

  /** How long its commit took, in nanoseconds; 0 where that was not measured. */
  public long commitNanos() {
    return commitNanos;
  }

  TaskCommitMessage message() {
    return message;
  }

  /** Bytes that the task has read from a shuffle. */
  public long shuffleBytes() {
    return decode((in, version) -> in.readLong());
  }

  /** The files of the task, in the order in which they were closed. */
  public List<CommittedFile> files() {
    return decode(
        (in, version) -> {
          in.readLong();
          int count = in.readInt();
          List<CommittedFile> files = new ArrayList<>(count);
          for (int i = 0; i < count; i++) {
            files.add(CommittedFile.readFrom(in, version >= VERSION));
          }
          return files;
        });
  }

  private <T> T decode(Content<T> content) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload))) {
      byte version = in.readByte();
      if (version != VERSION && version != VERSION_WITHOUT_STATISTICS) {
        throw new IllegalStateException(
            "Cannot read a task's commit message of version "
                + version
                + ": this driver knows versions "
                + VERSION_WITHOUT_STATISTICS
                + " and "
                + VERSION
                + ". Driver and executors must run the same parquet-ext.");
      }
      return content.read(in, version);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read a task's commit message", e);
    }
  }

  /** What stands behind the version. */
  @FunctionalInterface
  private interface Content<T> {
    T read(DataInputStream in, byte version) throws IOException;
  }

  private static byte[] encode(List<CommittedFile> files, long shuffleBytes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeLong(shuffleBytes);
      out.writeInt(files.size());
      for (CommittedFile file : files) {
        file.writeTo(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write a task's commit message", e);
    }
    return bytes.toByteArray();
  }
}
