package org.parquetext.delta;

import io.delta.storage.CloseableIterator;
import io.delta.storage.LocalLogStore;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Delta's log store of local files, of which one write, or all reads after it, go wrong. */
public final class FaultyLogStore extends LocalLogStore {

  /** What the next write of a version does. */
  enum Fault {
    FAILS,
    WRITES_THEN_FAILS,
    /** As a store answers whose first answer was lost. */
    WRITES_THEN_SAYS_THAT_IT_EXISTS,
    WRITES_THEN_CANNOT_BE_READ,
    /** The process ends, with {@link #DEAD}. */
    DIES,
    WRITES_THEN_DIES
  }

  static final int DEAD = 42;

  static final AtomicReference<Fault> NEXT = new AtomicReference<>();
  private static volatile boolean unreadable;

  public FaultyLogStore(Configuration conf) {
    super(conf);
  }

  static void mend() {
    NEXT.set(null);
    unreadable = false;
  }

  @Override
  public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration conf)
      throws IOException {
    Fault fault = path.getName().matches("\\d+\\.json") ? NEXT.getAndSet(null) : null;
    if (fault == Fault.DIES) {
      Runtime.getRuntime().halt(DEAD);
    }
    if (fault != Fault.FAILS) {
      super.write(path, actions, overwrite, conf);
    }
    if (fault == Fault.WRITES_THEN_DIES) {
      Runtime.getRuntime().halt(DEAD);
    }
    if (fault == Fault.WRITES_THEN_SAYS_THAT_IT_EXISTS) {
      throw new FileAlreadyExistsException(path.toString());
    }
    if (fault != null) {
      unreadable = fault == Fault.WRITES_THEN_CANNOT_BE_READ;
      throw new IOException("the log store failed");
    }
  }

  @Override
  public CloseableIterator<String> read(Path path, Configuration conf) throws IOException {
    refuseUnreadable();
    return super.read(path, conf);
  }

  @Override
  public Iterator<org.apache.hadoop.fs.FileStatus> listFrom(Path path, Configuration conf)
      throws IOException {
    refuseUnreadable();
    return super.listFrom(path, conf);
  }

  private static void refuseUnreadable() throws IOException {
    if (unreadable) {
      throw new IOException("the log store cannot be read");
    }
  }
}
