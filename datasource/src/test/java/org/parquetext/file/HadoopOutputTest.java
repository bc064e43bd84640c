package org.parquetext.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Abortable;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.apache.parquet.io.PositionOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HadoopOutputTest {

  @TempDir private java.nio.file.Path folder;

  private final Configuration configuration = new Configuration();

  @BeforeEach
  void registersTheStore() {
    ObjectStore.CALLS.clear();
    ObjectStore.abortFailure = null;
    configuration.setClass("fs.store.impl", ObjectStore.class, FileSystem.class);
    configuration.setBoolean("fs.store.impl.disable.cache", true);
  }

  @Test
  void countsItsPosition() throws IOException {
    try (PositionOutputStream out = output("file").create(0)) {
      out.write(1);
      out.write(new byte[] {2, 3, 4, 5}, 1, 2);
      out.flush();
      assertThat(out.getPos()).isEqualTo(3);
    }
    assertThat(folder.resolve("a")).hasBinaryContent(new byte[] {1, 3, 4});
  }

  @Test
  void tellsOfBlocksWhereParquetJavaDoes() throws IOException {
    configuration.setClass("fs.hdfs.impl", BlockStore.class, FileSystem.class);
    configuration.setBoolean("fs.hdfs.impl.disable.cache", true);
    HadoopOutput blocks = HadoopOutput.of(new Path("hdfs://name/a"), configuration);
    assertThat(blocks.supportsBlockSize()).isTrue();
    assertThat(blocks.defaultBlockSize()).isEqualTo(BlockStore.BLOCK_BYTES);
    assertThat(output("file").supportsBlockSize()).isFalse();
    assertThat(output("store").supportsBlockSize()).isFalse();
  }

  @Test
  void neverWritesOverAFile() throws IOException {
    Files.write(folder.resolve("a"), new byte[] {7});

    assertThatThrownBy(() -> output("file").create(0))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> output("file").createOrOverwrite(0))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(folder.resolve("a")).hasBinaryContent(new byte[] {7});
  }

  @Test
  void discardingDeletesTheFileAndItsChecksums() throws IOException {
    HadoopOutput output = output("file");
    PositionOutputStream out = output.create(0);
    out.write(new byte[100_000]);
    out.flush();
    assertThat(folder).isNotEmptyDirectory();
    output.discard(out);

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void discardingClosesTheStreamAlsoOnAFullDisk() throws IOException {
    configuration.setClass("fs.file.impl", SmallDisk.class, FileSystem.class);
    configuration.setBoolean("fs.file.impl.disable.cache", true);
    HadoopOutput output = output("file");
    PositionOutputStream out = output.create(0);
    assertThatThrownBy(() -> out.write(new byte[3 * SmallDisk.BYTES])).hasMessage("disk full");
    output.discard(out);

    assertThat(SmallDisk.OPEN.get()).isZero();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void discardingAbortsAStreamThatWouldPublishWhenClosed() throws IOException {
    HadoopOutput output = output("store");
    PositionOutputStream out = output.create(0);
    out.write(new byte[100]);
    output.discard(out);

    assertThat(ObjectStore.CALLS).containsExactly("abort");
  }

  @Test
  void whatGoesWrongWhenAStreamIsAbortedIsRaised() throws IOException {
    HadoopOutput output = output("store");
    PositionOutputStream out = output.create(0);
    ObjectStore.abortFailure = new IOException("slow down");
    assertThatThrownBy(() -> output.discard(out)).isSameAs(ObjectStore.abortFailure);
  }

  @Test
  void writesToTheFileSystemThatItIsGiven() throws IOException {
    ObjectStore store = new ObjectStore();
    store.setConf(configuration);
    HadoopOutput.of(new Path("nowhere:/a"), store, new Configuration()).create(0).close();
    assertThat(ObjectStore.CALLS).containsExactly("close");
  }

  @Test
  void pathsAreQualified() throws IOException {
    assertThat(output("file").getPath()).isEqualTo("file:" + folder.resolve("a"));
    assertThat(output("file")).hasToString("file:" + folder.resolve("a"));
  }

  private HadoopOutput output(String scheme) throws IOException {
    return HadoopOutput.of(new Path(scheme + ":" + folder.resolve("a")), configuration);
  }

  /** Publishes when a stream is closed, as object stores do. */
  public static final class ObjectStore extends RawLocalFileSystem {

    private static final List<String> CALLS = new ArrayList<>();
    private static IOException abortFailure;

    @Override
    public URI getUri() {
      return URI.create("store:///");
    }

    @Override
    public String getScheme() {
      return "store";
    }

    @Override
    public FSDataOutputStream create(
        Path path,
        FsPermission permission,
        boolean overwrite,
        int bufferSize,
        short replication,
        long blockSize,
        Progressable progress)
        throws IOException {
      return stream();
    }

    @Override
    public FSDataOutputStream create(
        Path path,
        boolean overwrite,
        int bufferSize,
        short replication,
        long blockSize,
        Progressable progress)
        throws IOException {
      return stream();
    }

    @Override
    public boolean delete(Path path, boolean recursive) {
      CALLS.add("delete");
      return true;
    }

    private static FSDataOutputStream stream() throws IOException {
      return new FSDataOutputStream(new AbortableStream(), null);
    }
  }

  /** Remembers how it ended. */
  private static final class AbortableStream extends OutputStream
      implements Abortable, StreamCapabilities {

    @Override
    public void write(int b) {}

    @Override
    public void close() {
      ObjectStore.CALLS.add("close");
    }

    @Override
    public AbortableResult abort() {
      ObjectStore.CALLS.add("abort");
      IOException failure = ObjectStore.abortFailure;
      return new AbortableResult() {
        @Override
        public boolean alreadyClosed() {
          return false;
        }

        @Override
        public IOException anyCleanupException() {
          return failure;
        }
      };
    }

    @Override
    public boolean hasCapability(String capability) {
      return capability.equals("fs.capability.outputstream.abortable");
    }
  }

  /** A file system with blocks of a size of its own. */
  public static final class BlockStore extends RawLocalFileSystem {

    static final long BLOCK_BYTES = 12_345;

    @Override
    public URI getUri() {
      return URI.create("hdfs://name");
    }

    @Override
    public long getDefaultBlockSize(Path file) {
      return BLOCK_BYTES;
    }
  }

  /** Has no room for long files, and counts the streams that are open. */
  public static final class SmallDisk extends LocalFileSystem {

    static final int BYTES = 100_000;
    static final AtomicInteger OPEN = new AtomicInteger();

    /** Hadoop makes it by name. */
    public SmallDisk() {
      super(new RawSmallDisk());
    }
  }

  private static final class RawSmallDisk extends RawLocalFileSystem {

    @Override
    protected OutputStream createOutputStreamWithMode(
        Path path, boolean append, FsPermission permission) throws IOException {
      SmallDisk.OPEN.incrementAndGet();
      java.nio.file.Path file = pathToFile(path).toPath();
      return new FilterOutputStream(super.createOutputStreamWithMode(path, append, permission)) {
        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
          if (Files.size(file) + length > SmallDisk.BYTES) {
            throw new IOException("disk full");
          }
          out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
          SmallDisk.OPEN.decrementAndGet();
          super.close();
        }
      };
    }
  }
}
