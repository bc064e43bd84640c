package org.parquetext.integration.cluster;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The part of a Spark distribution that its processes need: a folder {@code jars} with the Spark
 * that this build has and all that it depends on, and nothing of this build.
 */
final class SparkHome {
  /** Options for JVMs that live for seconds. */
  static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  /** Jars that are on the class path for the tests only, by their place in a Maven repository. */
  private static final Pattern OF_THE_TESTS =
      Pattern.compile(
          ".*/(org/parquetext|org/junit|org/opentest4j|org/apiguardian|org/assertj|net/bytebuddy"
              + "|org/duckdb|io/trino|org/scalacheck|org/scala-sbt|com/holdenkarau"
              + "|com/aayushatharva|org/apache/arrow/arrow-(dataset|c-data)"
              + "|org/apache/maven|target)/.*");

  private final Path directory;

  private SparkHome(Path directory) {
    this.directory = directory;
  }

  /**
   * Makes it, with links to the jars.
   *
   * @param defaults lines of {@code spark-defaults.conf}, which daemons and drivers obey
   */
  static SparkHome create(Path directory, List<String> defaults) throws IOException {
    Path conf = Files.createDirectories(directory.resolve("conf"));
    Files.write(conf.resolve("spark-defaults.conf"), defaults);
    Path jars = Files.createDirectories(directory.resolve("jars"));
    for (String entry : classPath().split(File.pathSeparator)) {
      Path jar = Path.of(entry).toAbsolutePath();
      if (entry.endsWith(".jar") && !OF_THE_TESTS.matcher(jar.toString()).matches()) {
        Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
      }
    }
    return new SparkHome(directory);
  }

  /** Surefire's own, where it starts its JVM by the manifest of a jar. */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  Path directory() {
    return directory;
  }

  /** The names of its jars. */
  List<String> jars() throws IOException {
    try (Stream<Path> jars = Files.list(directory.resolve("jars"))) {
      return jars.map(jar -> jar.getFileName().toString()).sorted().toList();
    }
  }

  /** The command of a JVM that has this on its class path, and this JVM's module options. */
  List<String> java(int heapMebibytes) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith("-Xm") && !option.startsWith("-javaagent"))
        .forEach(command::add);
    command.add("-Xmx" + heapMebibytes + "m");
    command.addAll(QUICK_START);
    command.addAll(List.of("-cp", directory.resolve("jars") + File.separator + "*"));
    return command;
  }
}
