package org.parquetext.pipeline;

import java.io.IOException;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** What cannot be read when it is closed. */
record UnreadableOutput(OutputFile file) implements OutputFile {

  @Override
  public PositionOutputStream create(long blockSizeHint) throws IOException {
    return file.create(blockSizeHint);
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
    return file.createOrOverwrite(blockSizeHint);
  }

  @Override
  public boolean supportsBlockSize() {
    return file.supportsBlockSize();
  }

  @Override
  public long defaultBlockSize() {
    return file.defaultBlockSize();
  }

  @Override
  public String getPath() {
    return file.getPath();
  }
}
