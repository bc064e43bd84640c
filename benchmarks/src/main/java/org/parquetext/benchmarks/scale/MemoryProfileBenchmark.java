package org.parquetext.benchmarks.scale;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.network.util.JavaUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.parquetext.benchmarks.contest.Contender;
import org.parquetext.benchmarks.contest.SparkOptions;
import org.parquetext.benchmarks.meter.ProcessMeter;
import org.parquetext.benchmarks.meter.Usage;
import org.parquetext.benchmarks.spark.Codec;
import org.parquetext.benchmarks.spark.TableWriter;
import org.parquetext.benchmarks.spark.Workplace;
import org.parquetext.benchmarks.table.SyntheticTable;
import org.parquetext.benchmarks.table.TableMismatchException;
import org.parquetext.benchmarks.table.VolumeColumn;
import org.parquetext.benchmarks.table.WrittenTree;
import org.parquetext.pipeline.EncoderRuntime;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * Shows what memory {@code df.write} takes while it writes a table that is many times as large as
 * the heap, made row by row as it is written.
 */
@Command(
    name = "memory",
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = "Writes a table larger than the heap once and watches the memory.")
final class MemoryProfileBenchmark implements Callable<Integer> {

  private static final String FORMAT = "parquet-ext";

  /** So that classes are loaded, and the encoders of the process exist to be watched. */
  private static final SyntheticTable WARM_UP = SyntheticTable.volume(1 << 20);

  private static final double MEGABYTE = 1e6;

  @Mixin private SparkOptions options;

  @Option(
      names = "--bytes",
      defaultValue = "20g",
      converter = Bytes.class,
      description = "size of the table's values, such as 500m (${DEFAULT-VALUE})")
  private long bytes;

  @Option(
      names = "--codec",
      defaultValue = "snappy",
      converter = Codec.Converter.class,
      description = "such as zstd or zstd:1 (${DEFAULT-VALUE})")
  private Codec codec;

  @Override
  public Integer call() throws Exception {
    options.run(Map.of(), this::measure);
    return CommandLine.ExitCode.OK;
  }

  private void measure(Workplace place) {
    place.printHeader("memory, " + place.setting());
    Contender writer = Contender.of(TableWriter.of(FORMAT), codec, place.writeOptions());
    writer.write(generate(place, WARM_UP), place.folder().resolve("warm-up"));

    SyntheticTable table = SyntheticTable.volume(bytes);
    Path target = place.folder().resolve("volume");
    MemoryWatch watch = MemoryWatch.start(target, EncoderRuntime.shared());
    Usage usage;
    try (watch) {
      usage = new ProcessMeter().measure(() -> writer.write(generate(place, table), target));
    }
    requireAllRows(place.session(), table, target);
    long written = WrittenTree.list(place.session(), target.toString()).dataBytes();
    print(place, table, written, usage);
    new MemoryProfile(watch.samples()).print(place.out());
    place.out().println();
    place.out().flush();
  }

  private static Dataset<Row> generate(Workplace place, SyntheticTable table) {
    return table.generate(place.session(), place.setting().tasks());
  }

  private void print(Workplace place, SyntheticTable table, long written, Usage usage) {
    double raw = (double) table.rows() * VolumeColumn.bytesPerRow();
    place
        .out()
        .printf(
            Locale.ROOT,
            "**%s:** %,.1f MB of values in %d partition(s), %s; %,.1f MB written in %,.1f s with"
                + " %,.1f s of CPU, %,.1f MB allocated; the encoders may buffer %,.1f MB.%n%n",
            table.name(),
            raw / MEGABYTE,
            place.setting().tasks(),
            codec,
            written / MEGABYTE,
            usage.wallSeconds(),
            usage.cpuSeconds(),
            usage.allocatedBytes() / MEGABYTE,
            EncoderRuntime.shared().maxBufferedBytes() / MEGABYTE);
  }

  private static void requireAllRows(SparkSession session, SyntheticTable table, Path target) {
    Dataset<Row> read = session.read().parquet(target.toString());
    long rows = read.count();
    if (rows != table.rows()) {
      throw new TableMismatchException(
          "%s has %,d rows instead of %,d".formatted(target, rows, table.rows()));
    }
  }

  /** Reads {@code 20g}, as Spark's own settings are read. */
  private static final class Bytes implements CommandLine.ITypeConverter<Long> {

    @Override
    public Long convert(String text) {
      try {
        return JavaUtils.byteStringAsBytes(text);
      } catch (NumberFormatException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
