package org.parquetext.benchmarks.contest;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** A figure that the report gives for each contender: the median over the measured rounds. */
public enum Figure {
  WALL("wall s", Unit.SECONDS, Share.ALL, measured -> measured.write().wallSeconds()),
  NET_WALL("net s", Unit.SECONDS, Share.NET, WALL.measured),
  CPU("CPU s", Unit.SECONDS, Share.ALL, measured -> measured.write().cpuSeconds()),
  NET_CPU("net CPU s", Unit.SECONDS, Share.NET, CPU.measured),
  WRITTEN("written MB", Unit.MEGABYTES, Share.ALL, Measurement::writtenBytes),
  ALLOCATED(
      "allocated MB", Unit.MEGABYTES, Share.ALL, measured -> measured.write().allocatedBytes()),
  PEAK_HEAP(
      "peak heap MB", Unit.MEGABYTES, Share.ALL, measured -> measured.write().peakHeapBytes()),
  PEAK_DIRECT(
      "peak direct MB", Unit.MEGABYTES, Share.ALL, measured -> measured.write().peakDirectBytes()),
  READ("read s", Unit.SECONDS, Share.ALL, measured -> measured.read().wallSeconds());

  private enum Unit {
    SECONDS("%.3f", 1),
    MEGABYTES("%,.2f", 1e6);

    private final String format;
    private final double size;

    Unit(String format, double size) {
      this.format = format;
      this.size = size;
    }
  }

  /** Whether the figure has that of the sink that writes nothing subtracted. */
  private enum Share {
    ALL,
    NET
  }

  private final String title;
  private final Unit unit;
  private final Share share;
  private final ToDoubleFunction<Measurement> measured;

  Figure(String title, Unit unit, Share share, ToDoubleFunction<Measurement> measured) {
    this.title = title;
    this.unit = unit;
    this.share = share;
    this.measured = measured;
  }

  /** Those from which nothing is subtracted. */
  static List<Figure> gross() {
    return Stream.of(values()).filter(figure -> figure.share == Share.ALL).toList();
  }

  /** The column's head, with the unit. */
  String title() {
    return title;
  }

  /** The figure in seconds or bytes. */
  public double of(Contender contender, Contender noop) {
    double median = contender.median(measured);
    return share == Share.NET ? median - noop.median(measured) : median;
  }

  /** The figure in the unit of the title. */
  String text(double value) {
    return String.format(Locale.ROOT, unit.format, value / unit.size);
  }

  /** The least and the greatest of the measured rounds, in the unit of the title. */
  String range(Contender contender) {
    return text(contender.min(measured)) + "–" + text(contender.max(measured));
  }

  /** The other's figure by the built-in writer's; empty where that has none. */
  String ratio(Contender other, Contender builtIn, Contender noop) {
    double ratio = of(other, noop) / of(builtIn, noop);
    return Double.isFinite(ratio) ? String.format(Locale.ROOT, "%.3f", ratio) : "";
  }
}
