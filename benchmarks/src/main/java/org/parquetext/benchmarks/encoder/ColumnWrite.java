package org.parquetext.benchmarks.encoder;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.parquetext.options.WriteOptions;
import org.parquetext.pipeline.ArrowParquetWriter;
import org.parquetext.pipeline.EncoderRuntime;
import org.parquetext.pipeline.WrittenFile;

/** Writes one batch of one kind of column to a file that is discarded, with one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ColumnWrite {

  /** Makes the columns. */
  @Param public ColumnKind kind;

  /** How they are written. */
  @Param public Variation variation;

  /** Rows of the batch. */
  @Param("262144")
  public int rows;

  private BufferAllocator allocator;
  private MeasuredColumns columns;
  private WriteOptions options;
  private EncoderRuntime runtime;

  /** Made by JMH. */
  public ColumnWrite() {}

  /** Makes the columns. */
  @Setup
  public void open() {
    allocator = new RootAllocator();
    columns = kind.columns(allocator, rows);
    options = variation.options();
    runtime = EncoderRuntime.create(1, Runtime.getRuntime().maxMemory() / 4);
  }

  /** Frees the columns. */
  @TearDown
  public void close() {
    columns.close();
    allocator.close();
  }

  /** Writes a file, from opening the writer to closing it. */
  @Benchmark
  public List<WrittenFile> write() {
    try (ArrowParquetWriter writer =
        ArrowParquetWriter.builder(new DiscardingFile(), columns.root().getSchema())
            .dictionaries(columns.dictionaries())
            .options(options)
            .runtime(runtime)
            .build()) {
      writer.write(columns.root());
      writer.close();
      return writer.files();
    }
  }
}
