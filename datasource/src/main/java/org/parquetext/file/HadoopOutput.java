package org.parquetext.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Abortable.AbortableResult;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * A new file in any Hadoop file system. It is never written over an existing one. A discarded file
 * is aborted where the stream can do that, since closing the stream of an object store publishes
 * the object; elsewhere the stream is closed and the file deleted.
 */
public final class HadoopOutput implements DiscardableOutput, ReadableOutput {

  private static final int BUFFER_BYTES = 64 << 10;

  /** Those that parquet-java's {@code HadoopOutputFile} aligns row groups for. */
  private static final Set<String> SCHEMES_WITH_BLOCKS = Set.of("hdfs", "webhdfs", "viewfs");

  private static final String ABORTABLE = "fs.capability.outputstream.abortable";

  private final Path path;
  private final Configuration configuration;
  private final Store store;

  /** Finds the file system of the file. */
  @FunctionalInterface
  private interface Store {
    FileSystem fileSystem() throws IOException;
  }

  private HadoopOutput(Path path, Configuration configuration, Store store) {
    this.path = path;
    this.configuration = configuration;
    this.store = store;
  }

  /** A file that does not exist yet; nothing is touched before {@link #create(long)}. */
  public static HadoopOutput of(Path path, Configuration configuration) {
    return new HadoopOutput(path, configuration, () -> path.getFileSystem(configuration));
  }

  /** Such a file in a file system that stays open as long as the file is written. */
  public static HadoopOutput of(Path path, FileSystem fileSystem, Configuration configuration) {
    return new HadoopOutput(path, configuration, () -> fileSystem);
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) throws IOException {
    FileSystem fileSystem = store.fileSystem();
    long blockSize = Math.max(fileSystem.getDefaultBlockSize(path), blockSizeHint);
    short replication = fileSystem.getDefaultReplication(path);
    return new HadoopStream(
        fileSystem, fileSystem.create(path, false, BUFFER_BYTES, replication, blockSize));
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
    return create(blockSizeHint);
  }

  @Override
  public boolean supportsBlockSize() {
    return SCHEMES_WITH_BLOCKS.contains(fileSystem().getUri().getScheme());
  }

  @Override
  public long defaultBlockSize() {
    return fileSystem().getDefaultBlockSize(path);
  }

  private FileSystem fileSystem() {
    try {
      return store.fileSystem();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String getPath() {
    return path.toString();
  }

  @Override
  public void discard(PositionOutputStream stream) throws IOException {
    HadoopStream created = (HadoopStream) stream;
    try {
      discard(created);
    } finally {
      created.ended();
    }
  }

  private void discard(HadoopStream created) throws IOException {
    FSDataOutputStream out = created.out;
    if (isAbortable(out)) {
      AbortableResult result = out.abort();
      if (result.anyCleanupException() != null && !result.alreadyClosed()) {
        throw result.anyCleanupException();
      }
      return;
    }
    try {
      closeAnyway(created);
    } finally {
      created.fileSystem.delete(path, false);
    }
  }

  /**
   * Hadoop's checksummed stream writes what it has buffered when it is closed, and stays open when
   * that fails, as on a full disk: the file would keep its space after it is deleted. So the file
   * is emptied, which makes room, and the stream closed again.
   */
  private void closeAnyway(HadoopStream created) throws IOException {
    try {
      created.out.close();
    } catch (IOException | RuntimeException | Error e) {
      if (!(created.fileSystem instanceof ChecksumFileSystem)) {
        throw e;
      }
      created.fileSystem.create(path, true).close();
      created.out.close();
    }
  }

  @Override
  public InputFile input() throws IOException {
    return new HadoopInput(store.fileSystem(), path);
  }

  @Override
  public Configuration configuration() {
    return configuration;
  }

  @Override
  public void delete() throws IOException {
    store.fileSystem().delete(path, false);
  }

  @Override
  public String toString() {
    return getPath();
  }

  private static boolean isAbortable(StreamCapabilities out) {
    return out.hasCapability(ABORTABLE);
  }

  /** Counts its own bytes; never asks the store where it stands. */
  private static final class HadoopStream extends PositionOutputStream {

    private final FileSystem fileSystem;
    private final FSDataOutputStream out;
    private long position;

    HadoopStream(FileSystem fileSystem, FSDataOutputStream out) {
      this.fileSystem = fileSystem;
      this.out = out;
      UploadStatistics.ofProcess().opened(out);
    }

    void ended() {
      UploadStatistics.ofProcess().ended(out);
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      position++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      position += length;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      try {
        out.close();
      } finally {
        ended();
      }
    }
  }
}
