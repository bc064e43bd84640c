package org.parquetext.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A driver that dies before, in and after its commit, and one that tries again. */
@EnabledIfSystemProperty(named = "parquetext.seeds", matches = "full")
class KilledDriverTest extends DeltaTest {

  @ParameterizedTest
  @CsvSource({
    "Append, DIES, 10, 20",
    "Append, WRITES_THEN_DIES, 20, 20",
    "Overwrite, DIES, 10, 10",
    "Overwrite, WRITES_THEN_DIES, 10, 10"
  })
  void theRowsAreThereOnceAfterTheNextTry(SaveMode mode, String fault, int left, int expected)
      throws Exception {
    append(rows(0, 10));
    assertThat(run(mode, fault)).isEqualTo(FaultyLogStore.DEAD);
    assertThat(ids()).hasSize(left).doesNotHaveDuplicates();
    assertThat(run(mode, "none")).isZero();
    assertThat(ids()).hasSize(expected).doesNotHaveDuplicates().contains(numbers(10, 20));
    assertThat(version()).isOne();
  }

  private int run(SaveMode mode, String fault) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith("-javaagent"))
        .forEach(command::add);
    command.add(KilledDriver.class.getName());
    command.addAll(List.of(table, mode.name(), fault));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    File output = directory.resolve("output.txt").toFile();
    return builder.redirectOutput(output).start().waitFor();
  }
}
