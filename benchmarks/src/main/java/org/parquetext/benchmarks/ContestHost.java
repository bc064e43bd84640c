package org.parquetext.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.SparkSession;

/** Holds contests in one session and prints a report on each as soon as it is over. */
final class ContestHost {

  private final SparkSession session;
  private final SparkOptions options;
  private final List<String> writers;
  private final Path folder;
  private final PrintWriter out;

  /**
   * A host that has held no contest.
   *
   * @param writers data sources: the built-in one and at least one other
   * @param folder an existing local folder for the written files
   */
  ContestHost(
      SparkSession session,
      SparkOptions options,
      List<String> writers,
      Path folder,
      PrintWriter out) {
    this.session = session;
    this.options = options;
    this.writers = List.copyOf(writers);
    this.folder = folder;
    this.out = out;
  }

  /** Says under which setting, and on which machine, the contests take place. */
  void printHeader() {
    int processors = Runtime.getRuntime().availableProcessors();
    Setting setting = options.setting();
    out.printf("### %s%n%n", setting);
    if (processors != setting.processors()) {
      out.printf(
          "**Not this setting:** the JVM uses %d processors instead of %d.%n%n",
          processors, setting.processors());
    }
    out.printf(
        Locale.ROOT,
        "Spark %s, Java %s, %s, %d processor(s), heap %,d MB.%n%n",
        session.version(),
        Runtime.version(),
        collectors(),
        processors,
        Runtime.getRuntime().maxMemory() >> 20);
  }

  /**
   * Lets all writers write the table with each codec.
   *
   * @throws TableMismatchException if they write different rows
   */
  WriteContest hold(BenchmarkTable table, List<Codec> codecs) throws IOException {
    Path work = Files.createTempDirectory(folder, "contest-");
    try (CachedTable cached =
        CachedTable.load(session, table.generate(session, options.setting().tasks()))) {
      WriteContest contest = new WriteContest(session, cached.rows(), work);
      codecs.forEach(codec -> contest.enter(writers, codec, options.writeOptions()));
      contest.requireSameTables();
      Rounds rounds = options.rounds(cached.rowCount());
      for (int i = 0; i < rounds.warmUps(); i++) {
        contest.warmUp();
      }
      for (int i = 0; i < rounds.measured(); i++) {
        contest.round(i);
      }
      print(table, cached, rounds, contest);
      return contest;
    } finally {
      FileUtil.fullyDelete(work.toFile());
    }
  }

  /** Prints how all contests went. */
  void print(GridSummary summary) {
    out.printf("**Against %s:**%n%n", writers.get(0));
    summary.print(out);
    out.println();
    out.flush();
  }

  private void print(
      BenchmarkTable table, CachedTable cached, Rounds rounds, WriteContest contest) {
    Map<String, String> writeOptions = options.writeOptions();
    out.printf(
        Locale.ROOT,
        "**%s:** %,d rows in %d partition(s), %,.1f MB in memory; %s%d warm-up and %d measured"
            + " rounds, medians.%n%n",
        table.name(),
        cached.rowCount(),
        cached.partitions(),
        cached.bytes() / 1e6,
        writeOptions.isEmpty() ? "" : "options " + writeOptions + ", ",
        rounds.warmUps(),
        rounds.measured());
    new ContestReport(contest).print(out);
    out.println();
    out.flush();
  }

  private static String collectors() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .map(GarbageCollectorMXBean::getName)
        .collect(Collectors.joining(" + "));
  }
}
