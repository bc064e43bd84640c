package org.parquetext.integration.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.parquetext.integration.cluster.job.HeldWrite;

/**
 * A standalone master and workers of one core each, on addresses of the loopback interface and
 * ports that are free. Whatever it has started ends with it, or with this JVM. The logs stay.
 */
public final class LoopbackCluster implements AutoCloseable {
  private static final int DAEMON_MEBIBYTES = 256;
  private static final int DRIVER_MEBIBYTES = 512;
  private static final int EXECUTOR_MEBIBYTES = 512;

  private static final String PACKAGES = "packages";
  private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final Pattern REGISTERED =
      Pattern.compile("(Successfully registered) with master");

  private final Path directory;
  private final SparkHome home;
  private final Plugin plugin;
  private final Path applications;
  private final List<JavaProcess> workers = new ArrayList<>();

  /** Those that submit others first. */
  private final List<JavaProcess> processes = new CopyOnWriteArrayList<>();

  private final Thread atExit = new Thread(this::killAll, "end of " + this);
  private String master;

  private LoopbackCluster(Path directory, int workers, Plugin plugin) throws IOException {
    this.directory = directory;
    this.home = SparkHome.create(directory.resolve("home"), settings(workers));
    this.plugin = plugin;
    this.applications =
        ClassesJar.ofPackage(HeldWrite.class, directory.resolve("applications.jar"));
  }

  /** Starts it, its files in a directory that is emptied before. */
  public static LoopbackCluster start(Path directory, int workers) throws IOException {
    Path empty = empty(directory);
    return start(empty, workers, Plugin.jar(empty));
  }

  /** As the other, whose applications get the plugin with {@code --packages}. */
  static LoopbackCluster startWithPackages(Path directory, int workers, WithPackages packages)
      throws IOException {
    Path empty = empty(directory);
    return start(empty, workers, Plugin.packages(empty.resolve(PACKAGES), packages));
  }

  private static LoopbackCluster start(Path directory, int workers, Plugin plugin)
      throws IOException {
    LoopbackCluster cluster = new LoopbackCluster(directory, workers, plugin);
    Runtime.getRuntime().addShutdownHook(cluster.atExit);
    try {
      cluster.startDaemons(workers);
      return cluster;
    } catch (Throwable e) {
      cluster.close();
      throw e;
    }
  }

  private static List<String> settings(int workers) {
    return List.of(
        "spark.master.rest.enabled=false",
        "spark.ui.enabled=false",
        "spark.driver.host=" + host(1),
        "spark.driver.bindAddress=" + host(1),
        "spark.executor.memory=" + EXECUTOR_MEBIBYTES + "m",
        "spark.executor.cores=1",
        // All executors are there before the first task starts.
        "spark.cores.max=" + workers,
        "spark.scheduler.minRegisteredResourcesRatio=1",
        "spark.scheduler.maxRegisteredResourcesWaitingTime=" + Patience.LIMIT.toSeconds() + "s",
        "spark.locality.wait=0",
        "spark.sql.shuffle.partitions=2",
        "spark.sql.session.timeZone=UTC");
  }

  private static Path empty(Path directory) throws IOException {
    delete(directory);
    return Files.createDirectories(directory).toRealPath();
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> paths = Files.walk(directory)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private void startDaemons(int count) throws IOException {
    JavaProcess first =
        start(
            DAEMON_MEBIBYTES,
            host(1),
            "master",
            "org.apache.spark.deploy.master.Master",
            List.of("--host", host(1), "--port", "0", "--webui-port", "0"));
    master = first.awaitLine(MASTER);
    for (int number = 1; number <= count; number++) {
      workers.add(startWorker(number));
    }
    workers.forEach(worker -> worker.awaitLine(REGISTERED));
  }

  private JavaProcess startWorker(int number) throws IOException {
    String name = "worker-" + number;
    return start(
        DAEMON_MEBIBYTES,
        host(number),
        name,
        "org.apache.spark.deploy.worker.Worker",
        List.of(
            "--host",
            host(number),
            "--port",
            "0",
            "--webui-port",
            "0",
            "--cores",
            "1",
            "--memory",
            EXECUTOR_MEBIBYTES + "m",
            "--work-dir",
            directory.resolve(name).toString(),
            master));
  }

  /** Spark tells machines apart by the name of their host. */
  private static String host(int number) {
    return "127.0.0." + number;
  }

  private JavaProcess start(
      int heapMebibytes, String host, String name, String mainClass, List<String> arguments)
      throws IOException {
    JavaProcess process =
        JavaProcess.start(
            home, heapMebibytes, host, directory.resolve(name + ".log"), mainClass, arguments);
    processes.add(0, process);
    return process;
  }

  /**
   * Submits an application, which gets all cores of the cluster.
   *
   * @param name of its log
   * @param options more options of {@code spark-submit}
   */
  public Application submit(
      String name, Class<?> mainClass, List<String> options, List<String> applicationArguments)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--master", master, "--name", name));
    arguments.addAll(List.of("--class", mainClass.getName()));
    arguments.addAll(plugin.options());
    arguments.addAll(options);
    arguments.add(applications.toString());
    arguments.addAll(applicationArguments);
    return new Application(
        this,
        start(DRIVER_MEBIBYTES, host(1), name, "org.apache.spark.deploy.SparkSubmit", arguments));
  }

  /** What {@code --packages} has downloaded. */
  Path packages() {
    return directory.resolve(PACKAGES);
  }

  SparkHome home() {
    return home;
  }

  /** The executors that live, of whatever application. */
  List<ProcessHandle> executors() {
    return workers.stream().flatMap(worker -> worker.children().stream()).toList();
  }

  /** Waits until no executor lives any more, as is so when the last application has ended. */
  void awaitIdle() {
    Patience.awaitTrue(() -> executors().isEmpty(), () -> "executors still live\n" + logsSince(0));
  }

  /** The end of what all have said that have said something since a time, the last one last. */
  String logsSince(long milliseconds) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".log") || file.endsWith("stderr"))
          .filter(file -> modified(file) >= milliseconds)
          .sorted(Comparator.comparing(LoopbackCluster::modified))
          .map(JavaProcess::lastLines)
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static long modified(Path file) {
    return file.toFile().lastModified();
  }

  private void killAll() {
    for (JavaProcess process : processes) {
      process.close();
    }
  }

  @Override
  public void close() {
    killAll();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  @Override
  public String toString() {
    return "cluster in " + directory;
  }
}
