package org.parquetext.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.options.WriteOptions;

/** A file is taken back by a thread that is told to end. */
class InterruptedDiscardTest {

  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType("message m { required int32 a; }");

  @TempDir private java.nio.file.Path folder;

  private ParquetFile file;

  @BeforeEach
  void createsTheFile() throws IOException {
    Configuration configuration = new Configuration();
    configuration.setClass("fs.file.impl", RemoteFileSystem.class, FileSystem.class);
    configuration.setBoolean("fs.file.impl.disable.cache", true);
    Path path = new Path(folder.resolve("a").toUri());
    file =
        ParquetFile.create(
            HadoopOutput.of(path, configuration),
            SCHEMA,
            Map.of(),
            WriteOptions.defaults(),
            FileEncryption.none(),
            FileCheck.NONE);
  }

  @AfterEach
  void clearsTheFlag() {
    Thread.interrupted();
  }

  @Test
  void nothingIsLeftAndTheInterruptIsKept() {
    Thread.currentThread().interrupt();
    file.abort();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aThreadThatWasNotInterruptedIsNotAfterwards() {
    file.abort();

    assertThat(Thread.interrupted()).isFalse();
    assertThat(folder).isEmptyDirectory();
  }

  /** Fails on an interrupted thread, as a file system does that waits for an answer. */
  public static final class RemoteFileSystem extends RawLocalFileSystem {

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("Call interrupted");
      }
      return super.delete(path, recursive);
    }
  }
}
