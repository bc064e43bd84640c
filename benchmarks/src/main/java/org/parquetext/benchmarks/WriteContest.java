package org.parquetext.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * The contenders of one JVM run, which write the same cached table in turn: Spark's {@code noop}
 * sink, which takes every row and writes none, and for each codec the built-in writer and the
 * other.
 */
final class WriteContest {

  /** The two writers with one codec. */
  record Pair(String codec, Contender builtIn, Contender other) {}

  private final SparkSession session;
  private final Dataset<Row> table;
  private final Path folder;
  private final ProcessMeter meter = new ProcessMeter();
  private final Contender noop = new Contender("noop", Map.of());
  private final List<Pair> pairs = new ArrayList<>();

  /**
   * A contest without pairs.
   *
   * @param folder an existing local folder, used by one write at a time and left empty
   */
  WriteContest(SparkSession session, Dataset<Row> table, Path folder) {
    this.session = session;
    this.table = table;
    this.folder = folder;
  }

  /** Enters both writers with a codec and what other options both get. */
  void enter(String builtIn, String other, String codec, Map<String, String> options) {
    Map<String, String> all = new HashMap<>(options);
    all.put("compression", codec);
    pairs.add(new Pair(codec, new Contender(builtIn, all), new Contender(other, all)));
  }

  Contender noop() {
    return noop;
  }

  List<Pair> pairs() {
    return Collections.unmodifiableList(pairs);
  }

  /**
   * Writes the table with both writers of each pair and compares all rows.
   *
   * @throws TableMismatchException if a pair's tables differ
   */
  void requireSameTables() {
    for (Pair pair : pairs) {
      Path builtIn = folder.resolve("built-in");
      Path other = folder.resolve("other");
      write(pair.builtIn(), builtIn);
      write(pair.other(), other);
      TableComparison.requireSame(read(pair.builtIn(), builtIn), read(pair.other(), other));
      delete(builtIn);
      delete(other);
    }
  }

  /** Lets everyone write once, unmeasured. */
  void warmUp() {
    inTurn().forEach(this::measure);
  }

  /** Lets everyone write once and notes what it took; every second round in the reverse order. */
  void round(int number) {
    List<Contender> order = inTurn();
    if (number % 2 == 1) {
      Collections.reverse(order);
    }
    order.forEach(contender -> contender.add(measure(contender)));
  }

  private List<Contender> inTurn() {
    List<Contender> contenders = new ArrayList<>(List.of(noop));
    for (Pair pair : pairs) {
      contenders.add(pair.builtIn());
      contenders.add(pair.other());
    }
    return contenders;
  }

  private Measurement measure(Contender contender) {
    Path target = folder.resolve("table");
    Measurement measurement =
        meter.measure(() -> write(contender, target), () -> writtenBytes(contender, target));
    if (contender != noop) {
      delete(target);
    }
    return measurement;
  }

  private void write(Contender contender, Path target) {
    // The sink takes no other mode.
    SaveMode mode = contender == noop ? SaveMode.Overwrite : SaveMode.ErrorIfExists;
    table
        .write()
        .format(contender.format())
        .options(contender.options())
        .mode(mode)
        .save(target.toString());
  }

  private long writtenBytes(Contender contender, Path target) {
    return contender == noop ? 0 : WrittenTree.list(session, target.toString()).dataBytes();
  }

  private Dataset<Row> read(Contender contender, Path source) {
    return session.read().format(contender.format()).load(source.toString());
  }

  private static void delete(Path target) {
    File file = target.toFile();
    if (!FileUtil.fullyDelete(file)) {
      throw new UncheckedIOException(new IOException("Cannot delete " + file));
    }
  }
}
