package org.parquetext.spark.commit;

import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Where files are: a path with its store, whether or not the path names the store. */
public final class FileLocation {

  private final Path path;
  private final boolean knowsStore;

  private FileLocation(Path path, boolean knowsStore) {
    this.path = path;
    this.knowsStore = knowsStore;
  }

  /**
   * That of a path, in the default store if it names none. Opens the store, but asks it for no
   * file; one that cannot be opened is known by its name only.
   */
  public static FileLocation of(Path path, Configuration conf) {
    try {
      return new FileLocation(path.getFileSystem(conf).makeQualified(path), true);
    } catch (IOException | RuntimeException e) {
      // A store that cannot be opened here: a path that names it says enough all the same.
      return new FileLocation(path, path.toUri().getScheme() != null);
    }
  }

  /** Whether these are certainly one and the same directory. */
  public boolean is(FileLocation other) {
    return knowsStore && other.knowsStore && path.equals(other.path);
  }

  /** Whether they may be the same directory, or one may lie within the other. */
  public boolean meets(FileLocation other) {
    return isWithin(other) || other.isWithin(this);
  }

  /** Whether this may be the same directory, or lie within it. */
  public boolean isWithin(FileLocation other) {
    return mayShareStore(other) && isWithin(path, other.path);
  }

  /** Whatever the scheme, since several may stand for the same store. */
  private boolean mayShareStore(FileLocation other) {
    if (!knowsStore || !other.knowsStore) {
      return true;
    }
    URI one = path.toUri();
    URI two = other.path.toUri();
    if (one.getHost() == null || two.getHost() == null) {
      return Objects.equals(one.getAuthority(), two.getAuthority());
    }
    return one.getHost().equalsIgnoreCase(two.getHost())
        && Objects.equals(one.getUserInfo(), two.getUserInfo())
        && (one.getPort() == two.getPort() || one.getPort() < 0 || two.getPort() < 0);
  }

  private static boolean isWithin(Path inner, Path outer) {
    String below = inner.toUri().getPath();
    String above = outer.toUri().getPath();
    return below.equals(above) || below.startsWith(above.endsWith("/") ? above : above + "/");
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
