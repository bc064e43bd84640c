package org.parquetext.integration.fault;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.integration.fault.WriteShape.Layout;
import org.parquetext.integration.fixture.Effort;
import org.parquetext.integration.fixture.ForkedJvm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The disk is full, a real one of 64 MiB, which only a JVM of its own sees. */
class DiskFullTest {
  private static final Logger LOG = LoggerFactory.getLogger(DiskFullTest.class);
  private static final int HEAP_MEBIBYTES = 1024;
  private static final int DISK_MEBIBYTES = 64;

  /** A user who is root in a name space of his own may mount there. */
  private static final List<String> WITH_DISK =
      List.of(
          "unshare",
          "--map-root-user",
          "--mount",
          "sh",
          "-c",
          "mount -t tmpfs -o size=%dm disk \"$0\" && exec \"$@\"".formatted(DISK_MEBIBYTES));

  @TempDir private Path directory;
  private Path disk;

  @BeforeEach
  void requireDisk() throws Exception {
    disk = Files.createDirectory(directory.resolve("disk"));
    String problem = problemOfMounting();
    if (!problem.isEmpty()) {
      LOG.info("A full disk is not tested: a user may not mount one here: {}", problem);
    }
    assumeTrue(problem.isEmpty(), "a user may not mount a disk here: " + problem);
  }

  static Stream<Arguments> writes() {
    Stream<Arguments> all =
        Stream.of(
            Arguments.of(SaveMode.Append, Layout.FLAT, 1),
            Arguments.of(SaveMode.Overwrite, Layout.PARTITIONED, 1),
            Arguments.of(SaveMode.Append, Layout.PARTITIONED, 2),
            Arguments.of(SaveMode.Overwrite, Layout.FLAT, 2));
    return all.limit(Effort.of(1, 4));
  }

  @ParameterizedTest
  @MethodSource("writes")
  void theWriteFailsAndLeavesTheOldRowsAndTheSpace(SaveMode mode, Layout layout, int committer)
      throws Exception {
    new ForkedJvm(HEAP_MEBIBYTES, launcher())
        .run(
            DiskFullJob.class,
            directory,
            List.of(
                disk.toString(),
                directory.toString(),
                mode.name(),
                layout.name(),
                Integer.toString(committer)));
  }

  private List<String> launcher() {
    List<String> launcher = new ArrayList<>(WITH_DISK);
    launcher.add(disk.toString());
    return launcher;
  }

  /** Empty when it works. */
  private String problemOfMounting() throws InterruptedException {
    try {
      List<String> command = launcher();
      command.add("true");
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes()).trim();
      boolean works = process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
      return works ? "" : "it fails: " + output;
    } catch (IOException e) {
      return e.getMessage();
    }
  }
}
