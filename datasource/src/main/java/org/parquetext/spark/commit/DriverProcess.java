package org.parquetext.spark.commit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The process of a driver, named so that another process can find out that it has ended: one on the
 * same boot of the same Linux machine, in the same namespace of process ids. Of other processes
 * nothing is known, nor on other systems.
 *
 * @param host the boot of the machine, and the namespace
 * @param pid its process id
 * @param start when it was started, in ticks since the boot
 */
record DriverProcess(String host, long pid, long start) {

  private static final String SEPARATOR = "_";

  /** Where the start stands behind the name of the program, which may hold spaces. */
  private static final int START_FIELD = 19;

  /** This process; nothing where processes cannot be told apart. */
  static Optional<DriverProcess> current() {
    try {
      Path proc = Path.of("/proc");
      if (Files.readString(proc.resolve("self/mounts")).contains("hidepid=")) {
        // Those of others look as if they had ended.
        return Optional.empty();
      }
      String boot = Files.readString(proc.resolve("sys/kernel/random/boot_id")).trim();
      String namespace = Files.readSymbolicLink(proc.resolve("self/ns/pid")).toString();
      long pid = ProcessHandle.current().pid();
      String host = boot + "-" + namespace.replaceAll("\\D", "");
      return Optional.of(new DriverProcess(host, pid, start(pid)));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Reads a name that {@link #name} has given; nothing if it is none. */
  static Optional<DriverProcess> named(String name) {
    String[] parts = name.split(SEPARATOR);
    try {
      return parts.length == 3
          ? Optional.of(
              new DriverProcess(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2])))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** A name for it that may stand in a path. */
  String name() {
    return String.join(SEPARATOR, host, Long.toString(pid), Long.toString(start));
  }

  /** Whether it is known to have ended. */
  boolean hasEnded() {
    if (current().filter(here -> here.host.equals(host)).isEmpty()) {
      return false;
    }
    try {
      return start(pid) != start;
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private static long start(long pid) throws IOException {
    String status = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    String[] fields = status.substring(status.lastIndexOf(')') + 2).split(" ");
    return Long.parseLong(fields[START_FIELD]);
  }
}
