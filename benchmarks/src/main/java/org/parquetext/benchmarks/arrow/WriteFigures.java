package org.parquetext.benchmarks.arrow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.parquetext.benchmarks.Measurement;

/** What the writes of one writer took. */
final class WriteFigures {

  private final List<Measurement> measurements = new ArrayList<>();
  private long peakHeapBytes;
  private long peakResidentBytes;

  /** Adds the time of a write, and all else that was measured with it. */
  void add(Measurement measurement) {
    measurements.add(measurement);
  }

  /** Adds the memory of a write, also of one whose time does not count. */
  void add(PeakMemory peak) {
    peakHeapBytes = Math.max(peakHeapBytes, peak.heapBytes());
    peakResidentBytes = Math.max(peakResidentBytes, peak.residentBytes());
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

  /** The most of all writes, in bytes. */
  long peakHeapBytes() {
    return peakHeapBytes;
  }

  /** The most of all writes, in bytes. */
  long peakResidentBytes() {
    return peakResidentBytes;
  }

  private double[] sorted(ToDoubleFunction<Measurement> figure) {
    return measurements.stream().mapToDouble(figure).sorted().toArray();
  }
}
