package org.parquetext.spark.path;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.spark.sql.SparkSession;

/** The local file system, which keeps one byte of one Parquet file wrong. */
public final class DamagingOnce extends RawLocalFileSystem {

  private static final int POSITION = 1_000;
  private static final AtomicBoolean ARMED = new AtomicBoolean();

  /** Has the writes of a session use it, the first of whose files will be damaged. */
  static void arm(SparkSession session) {
    ARMED.set(true);
    session.conf().set("fs.file.impl", DamagingOnce.class.getName());
    session.conf().set("fs.file.impl.disable.cache", true);
  }

  /** Whether a file has been damaged since. */
  static boolean hasStruck() {
    return !ARMED.get();
  }

  @Override
  protected OutputStream createOutputStreamWithMode(
      Path path, boolean append, FsPermission permission) throws IOException {
    OutputStream stream = super.createOutputStreamWithMode(path, append, permission);
    boolean damaged = path.getName().endsWith(".parquet") && ARMED.getAndSet(false);
    return damaged ? new DamagedStream(stream) : stream;
  }

  /** Changes one bit. */
  private static final class DamagedStream extends FilterOutputStream {

    private int written;

    DamagedStream(OutputStream stream) {
      super(stream);
    }

    @Override
    public void write(int value) throws IOException {
      out.write(written++ == POSITION ? value ^ 1 : value);
    }
  }
}
