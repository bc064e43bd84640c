package org.parquetext.benchmarks.contest;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.parquetext.benchmarks.command.RoundOptions;
import org.parquetext.benchmarks.spark.Codec;
import org.parquetext.benchmarks.table.ScaleOption;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Measures {@code df.write} of TPC-H lineitem from memory: the writers alternate in this JVM, see
 * {@link WriteContest}.
 */
@Command(
    name = "spark-write",
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = "Writes cached TPC-H lineitem with the built-in writer and parquet-ext in turn.")
public final class SparkWriteBenchmark implements Callable<Integer> {

  @Mixin private SparkOptions options;
  @Mixin private RoundOptions rounds;
  @Mixin private ScaleOption scale;

  @Option(
      names = "--codec",
      defaultValue = "snappy,zstd",
      split = ",",
      converter = Codec.Converter.class,
      description = "such as zstd or zstd:1, repeatable (${DEFAULT-VALUE})")
  private List<Codec> codecs;

  @Option(
      names = "--writer",
      defaultValue = "parquet,parquet-ext",
      split = ",",
      description =
          "data sources, the first of which the others are compared with (${DEFAULT-VALUE})")
  private List<String> writers;

  @Override
  public Integer call() throws IOException {
    options.compete(writers, rounds, host -> host.hold(scale.table(), codecs));
    return CommandLine.ExitCode.OK;
  }
}
