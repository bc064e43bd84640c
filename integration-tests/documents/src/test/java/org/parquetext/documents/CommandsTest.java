package org.parquetext.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.parquetext.benchmarks.Benchmarks;
import org.parquetext.benchmarks.Quickstart;
import picocli.CommandLine;

/**
 * Every command of the documents is one that there is: its script, its options, its profile, its
 * modules and tests, its coordinates. What takes minutes or a cluster runs elsewhere: the build
 * itself, {@code QuickstartTest}, {@code PackagesTest}.
 */
class CommandsTest {
  private static final Pattern COMMAND =
      Pattern.compile("(\\./quickstart|mvn|benchmarks/run|\\.ci/run|spark-\\w+|pyspark)( .*)?");
  private static final Pattern OWN_PACKAGE =
      Pattern.compile("(org\\.parquetext|io\\.delta):[\\w.-]+:[\\w.-]+");
  private static final List<String> PHASES =
      List.of("compile", "test", "package", "verify", "install");
  private static final List<String> MAVEN_FLAGS = List.of("-B", "-q", "-o", "-am");
  private static final List<String> OF_SUREFIRE =
      List.of("test", "skipTests", "maven.test.skip", "surefire.failIfNoSpecifiedTests");

  @TestFactory
  Stream<DynamicTest> everyBlock() {
    return Project.snippets("sh").stream()
        .map(
            snippet ->
                DynamicTest.dynamicTest(
                    snippet.name(),
                    () -> ShellCommand.of(snippet.text()).forEach(CommandsTest::check)));
  }

  @TestFactory
  Stream<DynamicTest> everyCommandInTheText() {
    return Project.documents().stream()
        .map(
            document ->
                DynamicTest.dynamicTest(
                    document.name(),
                    () ->
                        document.inlineCode().stream()
                            .filter(code -> COMMAND.matcher(code).matches())
                            .flatMap(code -> ShellCommand.of(code).stream())
                            .forEach(CommandsTest::check)));
  }

  /** What is shown as output is not a command that nothing checks. */
  @Test
  void blocksOfPlainTextHoldNoCommand() {
    for (Snippet snippet : Project.snippets("text")) {
      assertThat(snippet.text().lines())
          .as(snippet.name())
          .noneMatch(line -> COMMAND.matcher(line.trim()).matches() || line.startsWith("$"));
    }
  }

  @Test
  void coordinatesAreThoseOfTheBuild() {
    for (Document document : Project.documents()) {
      assertThat(OWN_PACKAGE.matcher(String.join("\n", document.prose())).results())
          .as(document.name())
          .allSatisfy(found -> assertThat(Pom.coordinates()).contains(found.group()));
    }
  }

  private static void check(ShellCommand command) {
    switch (command.program()) {
      case "mvn" -> checkMaven(command);
      case "./quickstart" -> checkScript("quickstart", Quickstart.class, command.arguments());
      case "benchmarks/run" ->
          checkScript("benchmarks/run", Benchmarks.class, withoutScriptOptions(command));
      case ".ci/run" -> assertThat(Project.file(".ci/run")).isExecutable();
      case "cp" -> assertThat(Project.file(command.arguments().get(0))).exists();
      case "spark-submit", "spark-shell", "spark-sql", "pyspark" -> checkSpark(command);
      default -> fail("Nothing checks " + command);
    }
  }

  private static void checkMaven(ShellCommand command) {
    for (int i = 0; i < command.arguments().size(); i++) {
      String argument = command.arguments().get(i);
      if (argument.equals("-pl")) {
        i++;
        assertThat(Pom.modules()).contains(command.arguments().get(i).split(","));
      } else if (argument.startsWith("-P")) {
        assertThat(Pom.profiles()).as(argument).contains(argument.substring(2));
      } else if (argument.startsWith("-D")) {
        checkMavenProperty(argument.substring(2).split("=", 2));
      } else if (argument.contains(":")) {
        assertThat(Pom.hasPlugin(argument.split(":")[0])).as(argument).isTrue();
      } else {
        assertThat(Stream.concat(PHASES.stream(), MAVEN_FLAGS.stream())).contains(argument);
      }
    }
  }

  private static void checkMavenProperty(String... property) {
    assertThat(OF_SUREFIRE.contains(property[0]) || Pom.hasProperty(property[0]))
        .as(property[0])
        .isTrue();
    if (property[0].equals("test")) {
      for (String test : property[1].split(",")) {
        assertThat(isTest(test)).as(test).isTrue();
      }
    }
  }

  private static boolean isTest(String name) {
    return Pom.modules().stream()
        .map(module -> Project.file(module + "/src/test/java"))
        .filter(Files::exists)
        .anyMatch(tests -> holds(tests, name + ".java"));
  }

  private static boolean holds(Path folder, String name) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.anyMatch(file -> file.endsWith(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void checkScript(String script, Class<?> program, List<String> arguments) {
    assertThat(Project.file(script)).isExecutable();
    new CommandLine(program)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(arguments.toArray(String[]::new));
  }

  /** The script itself takes the heap, and where no setting is named, runs one after the other. */
  private static List<String> withoutScriptOptions(ShellCommand command) {
    List<String> arguments = new ArrayList<>(command.arguments());
    int heap = arguments.indexOf("--heap");
    if (heap >= 0) {
      arguments.subList(heap, heap + 2).clear();
    }
    if (arguments.get(0).startsWith("spark-") && !arguments.contains("--setting")) {
      arguments.addAll(List.of("--setting", "one-core"));
    }
    return arguments;
  }

  private static void checkSpark(ShellCommand command) {
    for (String packages : command.values("--packages")) {
      assertThat(Pom.coordinates()).contains(packages.split(","));
    }
    for (String file : command.values("--properties-file")) {
      assertThat(Project.file(file)).exists();
    }
    SparkKeys.requireKnown(command.settings());
  }
}
