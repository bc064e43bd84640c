package org.parquetext.file;

import java.io.IOException;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.parquet.io.PositionOutputStream;

/**
 * A new file in any Hadoop file system. It is never written over an existing one. A discarded file
 * is aborted where the stream can do that, since closing the stream of an object store publishes
 * the object; elsewhere the stream is closed and the file deleted.
 */
public final class HadoopOutput implements DiscardableOutput {

  private static final int BUFFER_BYTES = 64 << 10;
  private static final String ABORTABLE = "fs.capability.outputstream.abortable";
  private static final Set<String> BLOCK_FILE_SYSTEMS = Set.of("hdfs", "webhdfs", "viewfs");

  private final Path path;
  private final FileSystem fileSystem;

  private HadoopOutput(Path path, FileSystem fileSystem) {
    this.path = path;
    this.fileSystem = fileSystem;
  }

  /** A file that is created when its first bytes are about to be written. */
  public static HadoopOutput of(Path path, Configuration configuration) throws IOException {
    FileSystem fileSystem = path.getFileSystem(configuration);
    return new HadoopOutput(fileSystem.makeQualified(path), fileSystem);
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) throws IOException {
    long blockSize = Math.max(fileSystem.getDefaultBlockSize(path), blockSizeHint);
    short replication = fileSystem.getDefaultReplication(path);
    return new HadoopStream(fileSystem.create(path, false, BUFFER_BYTES, replication, blockSize));
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
    return create(blockSizeHint);
  }

  @Override
  public boolean supportsBlockSize() {
    return BLOCK_FILE_SYSTEMS.contains(fileSystem.getUri().getScheme());
  }

  @Override
  public long defaultBlockSize() {
    return fileSystem.getDefaultBlockSize(path);
  }

  @Override
  public String getPath() {
    return path.toString();
  }

  @Override
  public void discard(PositionOutputStream stream) throws IOException {
    FSDataOutputStream out = ((HadoopStream) stream).out;
    if (isAbortable(out)) {
      out.abort();
      return;
    }
    try {
      out.close();
    } finally {
      fileSystem.delete(path, false);
    }
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

    private final FSDataOutputStream out;
    private long position;

    HadoopStream(FSDataOutputStream out) {
      this.out = out;
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
      out.close();
    }
  }
}
