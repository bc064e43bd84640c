package org.parquetext.benchmarks.scale;

import org.parquetext.benchmarks.command.CommonOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what {@code df.write} with parquet-ext takes of tables that grow, in two parts. */
@Command(
    name = "spark-scale",
    subcommands = {LinearCostBenchmark.class, MemoryProfileBenchmark.class},
    description = "Writes tables that grow with parquet-ext alone.")
public final class SparkScaleBenchmark implements Runnable {

  @Spec private CommandSpec spec;

  @Mixin private CommonOptions common;

  @Override
  public void run() {
    CommandLine command = spec.commandLine();
    throw new ParameterException(
        command, "name a part: " + String.join(" or ", command.getSubcommands().keySet()));
  }
}
