package org.parquetext.benchmarks.arrow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What the writes of one writer took. */
final class WriteFigures {

  private final List<WriteCost> costs = new ArrayList<>();
  private long peakHeapBytes;
  private long peakResidentBytes;

  /** Adds the time of a write, and all else that was measured with it. */
  void add(WriteCost cost) {
    costs.add(cost);
  }

  /** Adds the memory of a write, also of one whose time does not count. */
  void add(PeakMemory peak) {
    peakHeapBytes = Math.max(peakHeapBytes, peak.heapBytes());
    peakResidentBytes = Math.max(peakResidentBytes, peak.residentBytes());
  }

  /** The middle value, or the mean of the two middle ones. */
  double median(ToDoubleFunction<WriteCost> figure) {
    double[] sorted = sorted(figure);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double min(ToDoubleFunction<WriteCost> figure) {
    return sorted(figure)[0];
  }

  double max(ToDoubleFunction<WriteCost> figure) {
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

  private double[] sorted(ToDoubleFunction<WriteCost> figure) {
    return costs.stream().mapToDouble(figure).sorted().toArray();
  }
}
