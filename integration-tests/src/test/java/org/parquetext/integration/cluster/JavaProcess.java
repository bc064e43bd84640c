package org.parquetext.integration.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A JVM of a {@link SparkHome}, whose output is a file. It dies with all that it has started. */
final class JavaProcess implements AutoCloseable {
  /** As the scripts of a distribution say it. */
  private static final String SCALA_VERSION =
      scala.util.Properties.versionNumberString().replaceFirst("\\.\\d+$", "");

  private static final int SHOWN_LINES = 50;
  private static final long SECONDS_TO_DIE = 30;

  private final Process process;
  private final Path log;

  private JavaProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a class of Spark by its name.
   *
   * @param host the address on the loopback interface that is its own
   */
  static JavaProcess start(
      SparkHome home,
      int heapMebibytes,
      String host,
      Path log,
      String mainClass,
      List<String> arguments)
      throws IOException {
    List<String> command = home.java(heapMebibytes);
    command.add(mainClass);
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SPARK_"));
    builder.environment().put("SPARK_HOME", home.directory().toString());
    builder.environment().put("SPARK_SCALA_VERSION", SCALA_VERSION);
    builder.environment().put("SPARK_LOCAL_IP", host);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    // In place of Maven Central, which is not to answer.
    builder.environment().put("DEFAULT_ARTIFACT_REPOSITORY", log.getParent().toUri().toString());
    return new JavaProcess(builder.directory(log.getParent().toFile()).start(), log);
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The processes that it has started. */
  List<ProcessHandle> children() {
    return process.children().toList();
  }

  /** Waits for a line of the log and returns the first group of the pattern. */
  String awaitLine(Pattern pattern) {
    return Patience.await(
        () -> {
          boolean ended = !process.isAlive();
          Matcher matcher = pattern.matcher(output());
          if (matcher.find()) {
            return Optional.of(matcher.group(1));
          }
          if (ended) {
            throw new AssertionError("ended without " + pattern + ": " + lastLines());
          }
          return Optional.empty();
        },
        () -> "did not say " + pattern + ": " + lastLines());
  }

  /** Waits until it has ended by itself. */
  int awaitExit() {
    Patience.awaitTrue(() -> !process.isAlive(), () -> "has not ended: " + lastLines());
    return process.exitValue();
  }

  /** Kills it and all that it has started, with a signal that they cannot handle. */
  @Override
  public void close() {
    List<ProcessHandle> tree = new ArrayList<>(process.descendants().toList());
    tree.add(process.toHandle());
    tree.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle handle : tree) {
      handle.onExit().orTimeout(SECONDS_TO_DIE, TimeUnit.SECONDS).join();
    }
  }

  /** All that it has said. */
  String output() {
    return text(log);
  }

  /** What it has said last. */
  String lastLines() {
    return lastLines(log);
  }

  static String lastLines(Path log) {
    List<String> lines = text(log).lines().toList();
    return Stream.concat(
            Stream.of(log + " ends with"),
            lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()).stream())
        .reduce("", (text, line) -> text + line + "\n");
  }

  private static String text(Path log) {
    try {
      // Not as strict as a reader of strings: the end of the file may be half a character.
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
