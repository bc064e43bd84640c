package org.parquetext.delta;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a class in a JVM of its own, with this one's options. */
final class ChildJvm {

  private static final long PATIENCE_MINUTES = 10;

  private final Path output;
  private final List<String> classPath;

  /**
   * A JVM.
   *
   * @param output the file that gets what it says
   * @param classPath the entries of its class path
   */
  ChildJvm(Path output, List<String> classPath) {
    this.output = output;
    this.classPath = List.copyOf(classPath);
  }

  /** Surefire's own, where it starts its JVM by the manifest of a jar. */
  static List<String> classPath() {
    String own = System.getProperty("java.class.path");
    return Arrays.asList(
        System.getProperty("surefire.test.class.path", own).split(File.pathSeparator));
  }

  /** Waits for its end; returns its exit code. */
  int run(Class<?> main, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith("-javaagent"))
        .forEach(command::add);
    command.add(main.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("CLASSPATH", String.join(File.pathSeparator, classPath));
    Process process = builder.redirectOutput(output.toFile()).start();
    try {
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        throw new IOException(main.getName() + " does not end, see " + output);
      }
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }
}
