package org.parquetext.benchmarks;

import org.parquetext.benchmarks.arrow.ArrowWriteBenchmark;
import org.parquetext.benchmarks.command.FailureReport;
import org.parquetext.benchmarks.contest.SparkCopyBenchmark;
import org.parquetext.benchmarks.contest.SparkGridBenchmark;
import org.parquetext.benchmarks.contest.SparkWriteBenchmark;
import org.parquetext.benchmarks.encoder.EncoderBenchmark;
import org.parquetext.benchmarks.scale.SparkScaleBenchmark;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The measurements, each a subcommand; {@code benchmarks/run} starts a JVM for each setting. */
@Command(
    name = "benchmarks/run",
    subcommands = {
      SparkWriteBenchmark.class,
      SparkGridBenchmark.class,
      SparkCopyBenchmark.class,
      SparkScaleBenchmark.class,
      ArrowWriteBenchmark.class,
      EncoderBenchmark.class,
      CommandLine.HelpCommand.class
    },
    description = "Measures parquet-ext, most of it beside other writers.")
public final class Benchmarks {

  private Benchmarks() {}

  /** Runs a measurement and ends the process with its status. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  public static CommandLine commandLine() {
    return new CommandLine(new Benchmarks())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new FailureReport());
  }
}
