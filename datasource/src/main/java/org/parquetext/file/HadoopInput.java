package org.parquetext.file;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.util.HadoopStreams;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A file of a Hadoop file system, read through the one that it was written through. */
record HadoopInput(FileSystem fileSystem, Path path) implements InputFile {

  @Override
  public long getLength() throws IOException {
    return fileSystem.getFileStatus(path).getLen();
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    return HadoopStreams.wrap(fileSystem.open(path));
  }

  /** Named in parquet-java's messages. */
  @Override
  public String toString() {
    return path.toString();
  }
}
