package org.parquetext.benchmarks.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How often a command lets every contender write. */
public final class RoundOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--warm-ups",
      description = "unmeasured rounds (2; 5 for tables of less than 10,000 rows)")
  private Integer warmUps;

  private Integer iterations;

  @Option(
      names = "--iterations",
      description =
          "measured rounds, of which the medians are reported (5; 15 for tables of less than 10,000"
              + " rows)")
  private void iterations(Integer rounds) {
    if (rounds != null && rounds < 1) {
      throw new ParameterException(
          spec.commandLine(), "--iterations must be at least 1, but is " + rounds);
    }
    iterations = rounds;
  }

  /** The rounds that are asked for, or those that suit a table of so many rows. */
  public Rounds ofRows(long rows) {
    Rounds standard = Rounds.ofRows(rows);
    return new Rounds(
        warmUps == null ? standard.warmUps() : warmUps,
        iterations == null ? standard.measured() : iterations);
  }
}
