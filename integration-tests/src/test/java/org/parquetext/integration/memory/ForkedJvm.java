package org.parquetext.integration.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM with this one's class path and module options, and little memory. It ends at its first
 * {@code OutOfMemoryError}, in whatever thread.
 */
public final class ForkedJvm {
  private static final long MINUTES = 30;
  private static final long MEBIBYTE = 1 << 20;

  private final int heapMebibytes;
  private final List<String> launcher;

  /** A JVM with so much heap. */
  public ForkedJvm(int heapMebibytes) {
    this(heapMebibytes, List.of());
  }

  /** A JVM that a program starts, which gets the JVM's command line as its last arguments. */
  public ForkedJvm(int heapMebibytes, List<String> launcher) {
    this.heapMebibytes = heapMebibytes;
    this.launcher = launcher;
  }

  /**
   * A third of the memory overhead that Spark asks for beside such a heap: the larger of 384 MiB
   * and a tenth of it. Netty's memory, which is Arrow's, counts too.
   */
  long maxDirectBytes() {
    return Math.max(384, heapMebibytes / 10) / 3 * MEBIBYTE;
  }

  /** Runs a class to its end, which has to be a good one; {@code directory} gets its output. */
  public void run(Class<?> main, Path directory, List<String> arguments) throws Exception {
    await(start(main, directory, arguments), output(directory));
  }

  /** Starts a class; the caller has to see to its end. {@code directory} gets its output. */
  public Process start(Class<?> main, Path directory, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(launcher);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith("-Xm") && !option.startsWith("-javaagent"))
        .forEach(command::add);
    command.add("-Xmx" + heapMebibytes + "m");
    command.add("-XX:MaxDirectMemorySize=" + maxDirectBytes());
    command.add("-Dio.netty.maxDirectMemory=0");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add(main.getName());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output(directory).toFile());
    builder.environment().put("CLASSPATH", classPath());
    return builder.start();
  }

  private static Path output(Path directory) {
    return directory.resolve("output.txt");
  }

  /** Surefire's own, where it starts its JVM by the manifest of a jar. */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private static void await(Process process, Path output) throws Exception {
    try {
      assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as("ended in time").isTrue();
      assertThat(process.exitValue()).as(() -> lastLines(output)).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  private static String lastLines(Path output) {
    try {
      List<String> lines = Files.readAllLines(output);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
