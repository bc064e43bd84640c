package org.parquetext.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What lies below a directory. */
public final class Tree {

  private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private Tree() {}

  /** All files and directories below it, without checksum files; none when it does not exist. */
  public static List<String> of(Path root) {
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(root)) {
      return paths
          .filter(path -> !path.equals(root) && !path.getFileName().toString().endsWith(".crc"))
          .map(path -> root.relativize(path).toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@link #of}, with the job's own part of file names taken out. */
  public static List<String> layout(Path root) {
    return of(root).stream().map(Tree::withoutUuid).sorted().toList();
  }

  /** The name without the job's own part. */
  public static String withoutUuid(String path) {
    return path.replaceAll(UUID, "*");
  }

  /** The files that hold rows. */
  public static List<String> parts(Path root) {
    return of(root).stream()
        .filter(path -> path.endsWith(".parquet") && Files.isRegularFile(root.resolve(path)))
        .toList();
  }

  /** The directories that hold files with rows. */
  public static TreeSet<String> directories(Path root) {
    TreeSet<String> directories = new TreeSet<>();
    for (String part : parts(root)) {
      Path parent = Path.of(part).getParent();
      directories.add(parent == null ? "" : parent.toString());
    }
    return directories;
  }
}
