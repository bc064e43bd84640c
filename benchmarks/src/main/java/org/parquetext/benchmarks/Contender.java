package org.parquetext.benchmarks;

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

/** One way to write the table, and what its measured writes took. */
final class Contender {

  private final String format;
  private final Map<String, String> options;
  private final Map<String, String> configuration;
  private final List<Measurement> measurements = new ArrayList<>();

  private Contender(String format, Map<String, String> options, Map<String, String> configuration) {
    this.format = format;
    this.options = Map.copyOf(options);
    this.configuration = Map.copyOf(configuration);
  }

  /**
   * A contender without measurements that takes no options.
   *
   * @param format the data source
   */
  static Contender of(String format) {
    return new Contender(format, Map.of(), Map.of());
  }

  /**
   * A contender without measurements.
   *
   * @param format the data source
   * @param options what it is told besides the codec
   */
  static Contender of(String format, Codec codec, Map<String, String> options) {
    Map<String, String> all = new HashMap<>(options);
    all.putAll(codec.options());
    return new Contender(format, all, codec.configuration());
  }

  String format() {
    return format;
  }

  /**
   * Writes the table once, unmeasured, with nothing else in its session.
   *
   * @param target a folder that is not there yet
   */
  void write(Dataset<Row> table, Path target) {
    RuntimeConfig session = table.sparkSession().conf();
    configuration.forEach(session::set);
    try {
      table
          .write()
          .format(format)
          .options(options)
          .mode(SaveMode.ErrorIfExists)
          .save(target.toString());
    } finally {
      configuration.keySet().forEach(session::unset);
    }
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
