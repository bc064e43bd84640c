package org.parquetext.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** One way to write the table, and what its measured writes took. */
final class Contender {

  private final String format;
  private final Map<String, String> options;
  private final List<Measurement> measurements = new ArrayList<>();

  /**
   * A contender without measurements.
   *
   * @param format the data source
   */
  Contender(String format, Map<String, String> options) {
    this.format = format;
    this.options = Map.copyOf(options);
  }

  String format() {
    return format;
  }

  Map<String, String> options() {
    return options;
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
