package org.parquetext.pipeline;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.crypto.FileDecryptionProperties;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.SeekableInputStream;
import org.parquetext.file.DiscardableOutput;
import org.parquetext.file.ReadableOutput;

/** A file in memory, written by the writer under test and read by parquet-java. */
class MemoryFile implements DiscardableOutput, ReadableOutput, InputFile {

  /** Made once, since that takes long. */
  private static final Configuration CONFIGURATION = new Configuration();

  private final String path;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int created;
  private int closed;
  private int discarded;
  private int opened;
  private int deleted;

  MemoryFile(String path) {
    this.path = path;
  }

  MemoryFile() {
    this("memory");
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) throws IOException {
    created++;
    return new MemoryStream();
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
    return create(blockSizeHint);
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }

  @Override
  public String getPath() {
    return path;
  }

  @Override
  public void discard(PositionOutputStream stream) {
    discarded++;
  }

  @Override
  public InputFile input() throws IOException {
    opened++;
    return this;
  }

  @Override
  public Configuration configuration() {
    return CONFIGURATION;
  }

  @Override
  public void delete() {
    deleted++;
  }

  /** Called before bytes are written; a place to fail. */
  void beforeWrite(long position) throws IOException {}

  /** Called before the stream says how many bytes it has; a place to fail. */
  void beforePosition() throws IOException {}

  /** Called before the stream closes; a place to fail. */
  void beforeClose() throws IOException {}

  boolean isCreated() {
    return created == 1;
  }

  /** Closed once, and not taken back. */
  boolean isFinished() {
    return created == 1 && closed == 1 && discarded == 0 && deleted == 0;
  }

  /** Closed once, and deleted then. */
  boolean isDeleted() {
    return created == 1 && closed == 1 && discarded == 0 && deleted == 1;
  }

  /** How often the writer has opened it again. */
  int opened() {
    return opened;
  }

  /** Taken back once, and not closed. */
  boolean isDiscarded() {
    return created == 1 && closed == 0 && discarded == 1;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  @Override
  public long getLength() {
    return bytes.size();
  }

  @Override
  public SeekableInputStream newStream() {
    return new MemoryInput(new OpenBytes(bytes.toByteArray()));
  }

  ParquetFileReader open() throws IOException {
    return ParquetFileReader.open(this);
  }

  /** Opens an encrypted file. */
  ParquetFileReader open(FileDecryptionProperties keys) throws IOException {
    return ParquetFileReader.open(
        this,
        ParquetReadOptions.builder().withDecryption(keys).usePageChecksumVerification().build());
  }

  /** Every row as parquet-java's example reader sees it, with page checksums verified. */
  List<List<Object>> rows() throws IOException {
    return rows(null);
  }

  /** Every row of an encrypted file. */
  List<List<Object>> rows(FileDecryptionProperties keys) throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    forEach(keys, group -> rows.add(GroupValues.of(group)));
    return rows;
  }

  /** Every row of parquet-java's example reader, with page checksums verified. */
  void forEach(Consumer<Group> action) throws IOException {
    forEach(null, action);
  }

  private void forEach(FileDecryptionProperties keys, Consumer<Group> action) throws IOException {
    try (ParquetReader<Group> reader =
        new GroupReader(this).withDecryption(keys).usePageChecksumVerification().build()) {
      for (Group group = reader.read(); group != null; group = reader.read()) {
        action.accept(group);
      }
    }
  }

  /** A file in which one byte is another. */
  MemoryFile damagedAt(int position) {
    MemoryFile copy = new MemoryFile(path);
    byte[] damaged = bytes();
    damaged[position] ^= 1;
    copy.bytes.writeBytes(damaged);
    return copy;
  }

  /** Puts bytes into a file that nobody writes. */
  void put(byte[] some) {
    bytes.writeBytes(some);
  }

  /** A file without its last bytes. */
  MemoryFile cutTo(int length) {
    MemoryFile copy = new MemoryFile(path);
    copy.put(Arrays.copyOf(bytes(), length));
    return copy;
  }

  /** Counts its position. */
  private final class MemoryStream extends PositionOutputStream {

    @Override
    public long getPos() throws IOException {
      beforePosition();
      return bytes.size();
    }

    @Override
    public void write(int b) throws IOException {
      beforeWrite(bytes.size());
      bytes.write(b);
    }

    @Override
    public void write(byte[] source, int from, int length) throws IOException {
      beforeWrite(bytes.size());
      bytes.write(source, from, length);
    }

    @Override
    public void close() throws IOException {
      beforeClose();
      closed++;
    }
  }

  /** Reads groups from an {@link InputFile}. */
  private static final class GroupReader extends ParquetReader.Builder<Group> {

    GroupReader(InputFile file) {
      super(file);
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }

  /** Bytes whose position can be set. */
  private static final class OpenBytes extends ByteArrayInputStream {

    OpenBytes(byte[] bytes) {
      super(bytes);
    }

    int position() {
      return pos;
    }

    void position(int newPosition) {
      pos = newPosition;
    }
  }

  /** Seeks in bytes. */
  private static final class MemoryInput extends DelegatingSeekableInputStream {

    private final OpenBytes in;

    MemoryInput(OpenBytes in) {
      super(in);
      this.in = in;
    }

    @Override
    public long getPos() {
      return in.position();
    }

    @Override
    public void seek(long newPosition) {
      in.position(Math.toIntExact(newPosition));
    }
  }
}
