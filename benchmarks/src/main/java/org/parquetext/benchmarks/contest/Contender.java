package org.parquetext.benchmarks.contest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.SaveMode;
import org.parquetext.benchmarks.spark.Codec;
import org.parquetext.benchmarks.spark.TableWriter;

/** One way to write the table, and what its measured writes took. */
public final class Contender {

  private final TableWriter writer;
  private final Map<String, String> options;
  private final Map<String, String> configuration;
  private final List<Measurement> measurements = new ArrayList<>();

  private Contender(
      TableWriter writer, Map<String, String> options, Map<String, String> configuration) {
    this.writer = writer;
    this.options = Map.copyOf(options);
    this.configuration = Map.copyOf(configuration);
  }

  /**
   * A contender without measurements that takes no options.
   *
   * @param format the data source
   */
  public static Contender of(String format) {
    return new Contender(TableWriter.of(format), Map.of(), Map.of());
  }

  /**
   * A contender without measurements.
   *
   * @param options what it is told besides the codec
   */
  public static Contender of(TableWriter writer, Codec codec, Map<String, String> options) {
    Map<String, String> all = new HashMap<>(writer.options());
    all.putAll(options);
    all.putAll(codec.options());
    Map<String, String> configuration = new HashMap<>(codec.configuration());
    configuration.putAll(writer.input().configuration());
    return new Contender(writer, all, configuration);
  }

  /** What the report calls it. */
  String name() {
    return writer.name();
  }

  /**
   * Writes the table once, unmeasured, with nothing else in its session.
   *
   * @param target a folder that is not there yet
   */
  public void write(Dataset<Row> table, Path target) {
    RuntimeConfig session = table.sparkSession().conf();
    configuration.forEach(session::set);
    try {
      table
          .write()
          .format(writer.format())
          .options(options)
          .mode(SaveMode.ErrorIfExists)
          .save(target.toString());
    } finally {
      configuration.keySet().forEach(session::unset);
    }
  }

  /**
   * Writes the table as {@link #write} does and makes sure that it gets the rows as it is to get
   * them.
   *
   * @throws IllegalStateException if it gets them in another way
   */
  void writeChecked(Dataset<Row> table, Path target) {
    writer.input().check(name(), table.sparkSession(), () -> write(table, target));
  }

  void add(Measurement measurement) {
    measurements.add(measurement);
  }

  /** The middle value, or the mean of the two middle ones. */
  double median(ToDoubleFunction<Measurement> figure) {
    double[] sorted = sorted(figure);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double min(ToDoubleFunction<Measurement> figure) {
    return sorted(figure)[0];
  }

  double max(ToDoubleFunction<Measurement> figure) {
    double[] sorted = sorted(figure);
    return sorted[sorted.length - 1];
  }

  private double[] sorted(ToDoubleFunction<Measurement> figure) {
    return measurements.stream().mapToDouble(figure).sorted().toArray();
  }
}
