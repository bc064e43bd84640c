package org.parquetext.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Holds contests in one session and prints a report on each as soon as it is over. */
final class ContestHost {

  private final Workplace place;
  private final List<String> writers;
  private final RoundOptions rounds;

  /**
   * A host that has held no contest.
   *
   * @param writers data sources, the first of which the others are compared with
   */
  ContestHost(Workplace place, List<String> writers, RoundOptions rounds) {
    this.place = place;
    this.writers = List.copyOf(writers);
    this.rounds = rounds;
  }

  /**
   * Lets all writers write the table with each codec.
   *
   * @throws TableMismatchException if they write different rows
   */
  WriteContest hold(BenchmarkTable table, List<Codec> codecs) throws IOException {
    try (TemporaryFolder files = TemporaryFolder.in(place.folder(), "contest");
        CachedTable cached = load(table)) {
      WriteContest contest = enter(cached, codecs, files.path());
      Rounds held = rounds.ofRows(cached.rowCount());
      hold(List.of(contest), held);
      print(table, cached, held, contest);
      return contest;
    }
  }

  /**
   * Holds a contest for each table, all in memory at once: in every round each has its turn, so
   * that their figures can be compared with one another's.
   *
   * @param tables the one with the fewest rows first
   * @return in the order of the tables
   * @throws TableMismatchException if the writers write different rows
   */
  List<WriteContest> holdTogether(List<? extends BenchmarkTable> tables, List<Codec> codecs)
      throws IOException {
    List<CachedTable> cached = new ArrayList<>();
    List<WriteContest> contests = new ArrayList<>();
    try (TemporaryFolder files = TemporaryFolder.in(place.folder(), "contest")) {
      for (BenchmarkTable table : tables) {
        cached.add(load(table));
        Path own = files.path().resolve(Integer.toString(contests.size()));
        contests.add(enter(cached.get(cached.size() - 1), codecs, own));
      }
      Rounds held = rounds.ofRows(cached.get(0).rowCount());
      hold(contests, held);
      for (int i = 0; i < contests.size(); i++) {
        print(tables.get(i), cached.get(i), held, contests.get(i));
      }
      return contests;
    } finally {
      cached.forEach(CachedTable::close);
    }
  }

  private CachedTable load(BenchmarkTable table) throws IOException {
    return CachedTable.load(
        place.session(), table.generate(place.session(), place.setting().tasks()));
  }

  private WriteContest enter(CachedTable table, List<Codec> codecs, Path folder) {
    WriteContest contest = new WriteContest(place.session(), table.rows(), folder);
    codecs.forEach(codec -> contest.enter(writers, codec, place.writeOptions()));
    contest.requireSameTables();
    return contest;
  }

  private static void hold(List<WriteContest> contests, Rounds held) {
    for (int i = 0; i < held.warmUps(); i++) {
      contests.forEach(WriteContest::warmUp);
    }
    for (int i = 0; i < held.measured(); i++) {
      int number = i;
      contests.forEach(contest -> contest.round(number));
    }
  }

  /** Prints how all contests went. */
  void print(GridSummary summary) {
    PrintWriter out = place.out();
    out.printf("**Against %s:**%n%n", writers.get(0));
    summary.print(out);
    out.println();
    out.flush();
  }

  private void print(BenchmarkTable table, CachedTable cached, Rounds held, WriteContest contest) {
    PrintWriter out = place.out();
    Map<String, String> writeOptions = place.writeOptions();
    out.printf(
        Locale.ROOT,
        "**%s:** %,d rows in %d partition(s), %,.1f MB in memory; %s%d warm-up and %d measured"
            + " rounds, medians.%n%n",
        table.name(),
        cached.rowCount(),
        cached.partitions(),
        cached.bytes() / 1e6,
        writeOptions.isEmpty() ? "" : "options " + writeOptions + ", ",
        held.warmUps(),
        held.measured());
    new ContestReport(contest).print(out);
    out.println();
    out.flush();
  }
}
