package org.parquetext.integration.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.parquetext.integration.cluster.job.Gate;
import org.parquetext.integration.cluster.job.Visitor;

/**
 * A driver that runs in client mode on a {@link LoopbackCluster}. As it has all cores, the next one
 * has to wait for its end.
 */
public final class Application implements AutoCloseable {
  private final LoopbackCluster cluster;
  private final JavaProcess driver;
  private final long begun = System.currentTimeMillis();

  Application(LoopbackCluster cluster, JavaProcess driver) {
    this.cluster = cluster;
    this.driver = driver;
  }

  /** Waits until one of its processes is held at the gate. */
  public Visitor awaitVisitor(Gate gate) {
    return Patience.await(
        () -> {
          boolean ended = !driver.isAlive();
          Optional<Visitor> visitor = gate.visitor();
          if (ended && visitor.isEmpty()) {
            throw new AssertionError("ended before the gate\n" + logs());
          }
          return visitor;
        },
        () -> "did not come to the gate\n" + logs());
  }

  /** Waits until so many tasks of a stage have ended, committed if they write. */
  void awaitFinishedTasks(int finished, int tasks) {
    driver.awaitLine(Pattern.compile("Finished task .* \\((%d)/%d\\)".formatted(finished, tasks)));
  }

  /** Waits for its good end, and that of its executors. */
  public void awaitSuccess() {
    assertThat(driver.awaitExit()).as(this::logs).isZero();
    cluster.awaitIdle();
  }

  /** Waits for its end with an error, and that of its executors. */
  void awaitFailure(String message) {
    assertThat(driver.awaitExit()).as(this::logs).isNotZero();
    assertThat(driver.output()).contains(message);
    cluster.awaitIdle();
  }

  /** Whether the process is its driver, and not one of its executors. */
  boolean isDriver(Visitor visitor) {
    return visitor.pid() == driver.pid();
  }

  /** Kills the driver without a warning, and waits until its executors have ended too. */
  void killDriver() {
    close();
  }

  /** Kills, without a warning, the executor that is held. */
  public void killExecutor(Visitor held) {
    kill(
        cluster.executors().stream()
            .filter(process -> process.pid() == held.pid())
            .findFirst()
            .orElseThrow(() -> new AssertionError(held + " is no executor")));
  }

  /** Kills, without a warning, its executor, which has to be the only one. */
  public void killOnlyExecutor() {
    List<ProcessHandle> executors = cluster.executors();
    assertThat(executors).as("executors").hasSize(1);
    kill(executors.get(0));
  }

  private static void kill(ProcessHandle executor) {
    executor.destroyForcibly();
    Patience.awaitTrue(() -> !executor.isAlive(), () -> executor.pid() + " does not die");
  }

  private String logs() {
    return cluster.logsSince(begun);
  }

  /** Kills what still lives of it. */
  @Override
  public void close() {
    driver.close();
    cluster.awaitIdle();
  }
}
