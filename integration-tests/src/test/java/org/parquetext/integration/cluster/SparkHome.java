package org.parquetext.integration.cluster;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The part of a Spark distribution that its processes need: a folder {@code jars} with the Spark
 * that this build has and all that it depends on, and nothing of this build.
 */
final class SparkHome {
  /** Jars that are on the class path for the tests only, by their place in a Maven repository. */
  private static final Pattern OF_THE_TESTS =
      Pattern.compile(
          ".*/(org/parquetext|org/junit|org/opentest4j|org/apiguardian|org/assertj|net/bytebuddy"
              + "|org/duckdb|io/trino|org/scalacheck|org/scala-sbt|com/holdenkarau"
              + "|com/aayushatharva|org/apache/arrow/arrow-(dataset|c-data)"
              + "|org/apache/maven|target)/.*");

  private static final String EXECUTOR_OPTIONS = "spark.executor.extraJavaOptions";

  private final Path directory;
  private final List<String> options;

  private SparkHome(Path directory, List<String> options) {
    this.directory = directory;
    this.options = options;
  }

  /**
   * Makes it, with links to the jars.
   *
   * @param defaults lines of {@code spark-defaults.conf}, which daemons and drivers obey
   */
  static SparkHome create(Path directory, List<String> defaults) throws IOException {
    Path jars = Files.createDirectories(directory.resolve("jars"));
    for (String entry : classPath().split(File.pathSeparator)) {
      Path jar = Path.of(entry).toAbsolutePath();
      if (entry.endsWith(".jar") && !OF_THE_TESTS.matcher(jar.toString()).matches()) {
        Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
      }
    }
    List<String> options =
        options(
            Files.createDirectory(directory.resolve("tmp")),
            Files.createDirectory(directory.resolve("user")));
    List<String> lines = new ArrayList<>(defaults);
    lines.add(EXECUTOR_OPTIONS + "=" + quoted(options));
    Path conf = Files.createDirectory(directory.resolve("conf"));
    Files.write(conf.resolve("spark-defaults.conf"), lines);
    return new SparkHome(directory, options);
  }

  /** For JVMs that live for seconds and may be killed, of a user without files of his own. */
  private static List<String> options(Path temporary, Path user) {
    return List.of(
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Djava.io.tmpdir=" + temporary,
        "-Duser.home=" + user);
  }

  private static String quoted(List<String> options) {
    return options.stream().collect(Collectors.joining("\" \"", "\"", "\""));
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
    command.addAll(options);
    command.addAll(List.of("-cp", directory.resolve("jars") + File.separator + "*"));
    return command;
  }
}
