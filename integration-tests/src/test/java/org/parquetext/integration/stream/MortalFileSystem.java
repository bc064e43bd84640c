package org.parquetext.integration.stream;

import java.io.IOException;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** The local file system, in which a process ends at its nth change of some paths. */
public final class MortalFileSystem extends LocalFileSystem {
  static final int EXIT_CODE = 9;

  private static final AtomicInteger LIFE = new AtomicInteger();
  private static volatile Pattern paths = Pattern.compile("nothing");

  static void dieAt(String pathPattern, int number) {
    LIFE.set(number);
    paths = Pattern.compile(pathPattern);
  }

  private static void live(Path path) {
    if (paths.matcher(path.toUri().getPath()).matches() && LIFE.decrementAndGet() <= 0) {
      Runtime.getRuntime().halt(EXIT_CODE);
    }
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
    live(path);
    return super.create(path, permission, overwrite, bufferSize, replication, blockSize, progress);
  }

  /** As {@link MortalFs} creates files. */
  @Override
  protected FSDataOutputStream primitiveCreate(
      Path path,
      FsPermission permission,
      EnumSet<CreateFlag> flags,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress,
      Options.ChecksumOpt checksum)
      throws IOException {
    live(path);
    return super.primitiveCreate(
        path, permission, flags, bufferSize, replication, blockSize, progress, checksum);
  }

  /** As {@link MortalFs} moves files. */
  @Override
  @SuppressWarnings("deprecation") // it is no other's
  protected void rename(Path from, Path to, Options.Rename... options) throws IOException {
    live(to);
    super.rename(from, to, options);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    live(to);
    return super.rename(from, to);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    live(path);
    return super.delete(path, recursive);
  }
}
