package org.parquetext.benchmarks.arrow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;
import org.parquetext.benchmarks.meter.ProcessMeter;
import org.parquetext.benchmarks.meter.Usage;

/** Writers that write the same table in turn, each into a folder that is deleted afterwards. */
final class ArrowContest {

  private final Path folder;
  private final ProcessMeter meter = new ProcessMeter();
  private final PeakMemory peak = new PeakMemory();
  private final Map<TableWriter, WriteFigures> figures = new LinkedHashMap<>();

  /**
   * A contest of nobody.
   *
   * @param folder an existing folder, used by one write at a time and left as it was
   */
  ArrowContest(Path folder) {
    this.folder = folder;
  }

  void enter(TableWriter writer) {
    figures.put(writer, new WriteFigures());
  }

  /** The writers in the order in which they entered, with what their writes have taken. */
  Map<TableWriter, WriteFigures> figures() {
    return Collections.unmodifiableMap(figures);
  }

  /** Lets everyone write once, unmeasured but for the memory, and compares that with the table. */
  void requireSameRows(DuckDbTable table) throws Exception {
    for (TableWriter writer : figures.keySet()) {
      if (!writer.name().equals(Floor.NAME)) {
        inNewFolder(
            writer,
            target -> {
              measure(writer, target);
              table.requireSameRows(target, writer.name());
            });
      }
    }
  }

  /** Lets everyone write once; only the memory that they need is noted. */
  void warmUp() throws Exception {
    for (TableWriter writer : figures.keySet()) {
      measure(writer);
    }
  }

  /** Lets everyone write once and notes what it took; every second round in the reverse order. */
  void round(int number) throws Exception {
    List<TableWriter> order = new ArrayList<>(figures.keySet());
    if (number % 2 == 1) {
      Collections.reverse(order);
    }
    for (TableWriter writer : order) {
      figures.get(writer).add(measure(writer));
    }
  }

  private WriteCost measure(TableWriter writer) throws Exception {
    WriteCost[] measured = new WriteCost[1];
    inNewFolder(writer, target -> measured[0] = measure(writer, target));
    return measured[0];
  }

  private WriteCost measure(TableWriter writer, Path target) {
    Usage used = meter.measure(() -> write(writer, target));
    figures.get(writer).add(peak);
    return new WriteCost(
        used.wallSeconds(), used.cpuSeconds(), used.allocatedBytes(), fileBytes(target));
  }

  private void write(TableWriter writer, Path target) {
    // Here, since the meter has just collected the garbage.
    peak.start();
    try {
      writer.write(target);
    } catch (Exception e) {
      throw new IllegalStateException(
          "%s cannot write the table: %s".formatted(writer.name(), e.getMessage()), e);
    }
  }

  private void inNewFolder(TableWriter writer, FolderWork work) throws Exception {
    Path target = Files.createDirectory(folder.resolve("written"));
    try {
      writer.prepare();
      work.run(target);
    } finally {
      writer.release();
      FileUtil.fullyDelete(target.toFile());
    }
  }

  private static long fileBytes(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + folder, e);
    }
  }

  /** What is done with a folder that was made for it. */
  private interface FolderWork {
    void run(Path folder) throws Exception;
  }
}
