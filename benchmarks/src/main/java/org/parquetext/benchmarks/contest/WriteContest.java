package org.parquetext.benchmarks.contest;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.parquetext.benchmarks.meter.ProcessMeter;
import org.parquetext.benchmarks.meter.Usage;
import org.parquetext.benchmarks.spark.Codec;
import org.parquetext.benchmarks.spark.TableWriter;
import org.parquetext.benchmarks.table.TableComparison;
import org.parquetext.benchmarks.table.TableMismatchException;
import org.parquetext.benchmarks.table.WrittenTree;

/**
 * The contenders of one JVM run, which write the same table in turn: Spark's {@code noop} sink,
 * which takes every row and writes none, and for each codec the writers.
 */
public final class WriteContest {

  /**
   * The writers with one codec.
   *
   * @param reference the one with which the others are compared
   */
  public record Heat(Codec codec, Contender reference, List<Contender> others) {}

  private static final String NOOP = "noop";

  private final SparkSession session;
  private final Supplier<Dataset<Row>> table;
  private final Path folder;
  private final ProcessMeter meter = new ProcessMeter();
  private final Contender noop = Contender.of(NOOP);
  private final List<Heat> heats = new ArrayList<>();
  private int targets;

  /**
   * A contest without heats.
   *
   * @param table asked for by every write, as a part of it
   * @param folder an existing local folder, used by one write at a time and left empty
   */
  WriteContest(SparkSession session, Supplier<Dataset<Row>> table, Path folder) {
    this.session = session;
    this.table = table;
    this.folder = folder;
  }

  /**
   * Enters all writers with a codec and what other options all get.
   *
   * @param writers the one with which the others are compared, and those
   */
  void enter(List<TableWriter> writers, Codec codec, Map<String, String> options) {
    List<Contender> contenders =
        writers.stream().map(writer -> Contender.of(writer, codec, options)).toList();
    heats.add(new Heat(codec, contenders.get(0), contenders.subList(1, contenders.size())));
  }

  public Contender noop() {
    return noop;
  }

  public List<Heat> heats() {
    return Collections.unmodifiableList(heats);
  }

  /**
   * Writes the table with all writers of each heat and compares all rows.
   *
   * @throws TableMismatchException if a heat's tables differ
   * @throws IllegalStateException if a writer gets the rows in another way than it is to get them
   */
  void requireSameTables() {
    for (Heat heat : heats) {
      Path reference = newTarget();
      heat.reference().writeChecked(table.get(), reference);
      for (Contender contender : heat.others()) {
        Path other = newTarget();
        contender.writeChecked(table.get(), other);
        TableComparison.requireSame(read(reference), read(other));
        delete(other);
      }
      delete(reference);
    }
  }

  /** Lets everyone write and be read once, unmeasured. */
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
    for (Heat heat : heats) {
      contenders.add(heat.reference());
      contenders.addAll(heat.others());
    }
    return contenders;
  }

  private Measurement measure(Contender contender) {
    Path target = newTarget();
    Usage write = meter.measure(() -> write(contender, target));
    if (contender == noop) {
      return new Measurement(write, Usage.NONE, 0);
    }
    Usage read = meter.measure(() -> drop(read(target), target));
    long written = WrittenTree.list(session, target.toString()).dataBytes();
    delete(target);
    return new Measurement(write, read, written);
  }

  private void write(Contender contender, Path target) {
    if (contender == noop) {
      drop(table.get(), target);
      return;
    }
    contender.write(table.get(), target);
  }

  /** Takes every row and writes none. */
  private static void drop(Dataset<Row> rows, Path target) {
    // The sink takes no other mode.
    rows.write().format(NOOP).mode(SaveMode.Overwrite).save(target.toString());
  }

  /** What the built-in reader finds in the files, Delta's as well: of a new table all are valid. */
  private Dataset<Row> read(Path source) {
    return session.read().parquet(source.toString());
  }

  /** A folder never used before: Delta remembers the tables that it has written. */
  private Path newTarget() {
    return folder.resolve("table-" + targets++);
  }

  private static void delete(Path target) {
    File file = target.toFile();
    if (!FileUtil.fullyDelete(file)) {
      throw new UncheckedIOException(new IOException("Cannot delete " + file));
    }
  }
}
