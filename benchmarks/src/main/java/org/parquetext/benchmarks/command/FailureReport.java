package org.parquetext.benchmarks.command;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Says on standard error why a command failed: the message and its causes in one line each, the
 * whole stack trace when the command was given {@code --verbose}.
 */
public final class FailureReport implements IExecutionExceptionHandler {

  public static final String VERBOSE = "--verbose";

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, ParseResult arguments) {
    PrintWriter err = commandLine.getErr();
    err.println();
    err.printf("%s failed: %s%n", commandLine.getCommandName(), message(failure));
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      err.println("  caused by: " + message(cause));
    }
    if (arguments.hasMatchedOption(VERBOSE)) {
      failure.printStackTrace(err);
    } else {
      err.println("Run with " + VERBOSE + " for the stack trace.");
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** Spark appends the executor's stack trace to some messages. */
  private static String message(Throwable failure) {
    String message = failure.getMessage();
    String firstLine = message == null ? "" : message.lines().findFirst().orElse("");
    return firstLine.isEmpty()
        ? failure.getClass().getName()
        : failure.getClass().getSimpleName() + ": " + firstLine;
  }
}
