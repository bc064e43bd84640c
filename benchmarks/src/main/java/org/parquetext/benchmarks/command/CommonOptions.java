package org.parquetext.benchmarks.command;

import picocli.CommandLine.Option;

/** The options of every command. */
public final class CommonOptions {

  @Option(names = FailureReport.VERBOSE, description = "show the stack trace of a failure")
  private boolean verbose;

  @Option(names = "--help", usageHelp = true, description = "show this help")
  private boolean help;
}
