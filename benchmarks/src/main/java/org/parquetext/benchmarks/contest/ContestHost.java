package org.parquetext.benchmarks.contest;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.parquetext.benchmarks.command.RoundOptions;
import org.parquetext.benchmarks.command.Rounds;
import org.parquetext.benchmarks.command.TemporaryFolder;
import org.parquetext.benchmarks.spark.Codec;
import org.parquetext.benchmarks.spark.TableWriter;
import org.parquetext.benchmarks.spark.Workplace;
import org.parquetext.benchmarks.table.BenchmarkTable;
import org.parquetext.benchmarks.table.TableMismatchException;

/** Holds contests in one session and prints a report on each as soon as it is over. */
public final class ContestHost {

  /** Makes a table ready for a contest, which closes it. */
  public interface Preparation {
    ContestTable prepare(SparkSession session, Dataset<Row> table) throws IOException;
  }

  /** Prints how all contests went. */
  interface Summary {
    void print(PrintWriter out);
  }

  private final Workplace place;
  private final List<TableWriter> writers;
  private final RoundOptions rounds;
  private final Preparation preparation;

  /**
   * A host that has held no contest.
   *
   * @param writers the one with which the others are compared, and those
   */
  public ContestHost(
      Workplace place, List<TableWriter> writers, RoundOptions rounds, Preparation preparation) {
    this.place = place;
    this.writers = List.copyOf(writers);
    this.rounds = rounds;
    this.preparation = preparation;
  }

  /**
   * Lets all writers write the table with each codec.
   *
   * @throws TableMismatchException if they write different rows
   * @throws IllegalStateException if one gets the rows in another way than it is to get them
   */
  WriteContest hold(BenchmarkTable table, List<Codec> codecs) throws IOException {
    try (TemporaryFolder files = TemporaryFolder.in(place.folder(), "contest");
        ContestTable ready = prepare(table)) {
      WriteContest contest = enter(ready, codecs, files.path());
      Rounds held = rounds.ofRows(ready.rowCount());
      hold(List.of(contest), held);
      print(table, ready, held, contest);
      return contest;
    }
  }

  /**
   * Holds a contest for each table, all ready at once: in every round each has its turn, so that
   * their figures can be compared with one another's.
   *
   * @param tables the one with the fewest rows first
   * @return in the order of the tables
   * @throws TableMismatchException if the writers write different rows
   */
  public List<WriteContest> holdTogether(List<? extends BenchmarkTable> tables, List<Codec> codecs)
      throws IOException {
    List<ContestTable> ready = new ArrayList<>();
    List<WriteContest> contests = new ArrayList<>();
    try (TemporaryFolder files = TemporaryFolder.in(place.folder(), "contest")) {
      for (BenchmarkTable table : tables) {
        ready.add(prepare(table));
        Path own = files.path().resolve(Integer.toString(contests.size()));
        contests.add(enter(ready.get(ready.size() - 1), codecs, own));
      }
      Rounds held = rounds.ofRows(ready.get(0).rowCount());
      hold(contests, held);
      for (int i = 0; i < contests.size(); i++) {
        print(tables.get(i), ready.get(i), held, contests.get(i));
      }
      return contests;
    } finally {
      ready.forEach(ContestTable::close);
    }
  }

  private ContestTable prepare(BenchmarkTable table) throws IOException {
    return preparation.prepare(
        place.session(), table.generate(place.session(), place.setting().tasks()));
  }

  private WriteContest enter(ContestTable table, List<Codec> codecs, Path folder) {
    WriteContest contest = new WriteContest(place.session(), table::rows, folder);
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
  void print(Summary summary) {
    PrintWriter out = place.out();
    out.printf("**Against %s:**%n%n", writers.get(0).name());
    summary.print(out);
    out.println();
    out.flush();
  }

  private void print(BenchmarkTable table, ContestTable ready, Rounds held, WriteContest contest) {
    PrintWriter out = place.out();
    Map<String, String> writeOptions = place.writeOptions();
    out.printf(
        Locale.ROOT,
        "**%s:** %,d rows in %d partition(s), %s; %s%d warm-up and %d measured"
            + " rounds, medians.%n%n",
        table.name(),
        ready.rowCount(),
        ready.partitions(),
        ready.size(),
        writeOptions.isEmpty() ? "" : "options " + writeOptions + ", ",
        held.warmUps(),
        held.measured());
    new ContestReport(contest, ready.figures()).print(out);
    out.println();
    out.flush();
  }
}
