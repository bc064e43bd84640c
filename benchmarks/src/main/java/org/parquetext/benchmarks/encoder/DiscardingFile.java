package org.parquetext.benchmarks.encoder;

import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** A file of which nothing is kept but the position. */
final class DiscardingFile implements OutputFile {

  @Override
  public PositionOutputStream create(long blockSizeHint) {
    return new DiscardingStream();
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) {
    return new DiscardingStream();
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }

  private static final class DiscardingStream extends PositionOutputStream {

    private long position;

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int value) {
      position++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      position += length;
    }
  }
}
