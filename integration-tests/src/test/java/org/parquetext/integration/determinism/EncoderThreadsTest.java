package org.parquetext.integration.determinism;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.options.WriteOptions;
import org.parquetext.pipeline.ArrowParquetWriter;
import org.parquetext.pipeline.EncoderRuntime;

/** The bytes of a file depend on the rows and the options, not on who encodes them and when. */
class EncoderThreadsTest {
  private static final long BUDGET_BYTES = 1L << 30;
  private static final int BATCHES = 60;
  private static final int BATCH_ROWS = 5_000;

  @TempDir private Path directory;
  private List<byte[]> byOneThread;

  @BeforeEach
  void writeByOneThread() throws IOException {
    byOneThread = write("reference", 1);
    assertThat(byOneThread).as("files").hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void anyNumberOfThreadsWritesTheSameBytes(int threads) throws IOException {
    List<byte[]> files = write("threads-" + threads, threads);
    assertThat(files).hasSameSizeAs(byOneThread);
    for (int i = 0; i < files.size(); i++) {
      assertThat(files.get(i))
          .as("file %d of %d threads", i, threads)
          .isEqualTo(byOneThread.get(i));
    }
  }

  @Test
  void aWriterBesideOthersWritesTheSameBytes() throws Exception {
    EncoderRuntime shared = EncoderRuntime.create(4, BUDGET_BYTES);
    List<Thread> others = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String name = "other-" + i;
      Thread other = new Thread(() -> unchecked(() -> write(name, shared)));
      other.start();
      others.add(other);
    }
    List<byte[]> files = write("beside", shared);
    for (Thread other : others) {
      other.join();
    }
    assertThat(files).usingElementComparator(Arrays::compare).isEqualTo(byOneThread);
  }

  private List<byte[]> write(String name, int threads) throws IOException {
    return write(name, EncoderRuntime.create(threads, BUDGET_BYTES));
  }

  private List<byte[]> write(String name, EncoderRuntime runtime) throws IOException {
    List<Path> files = new ArrayList<>();
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = MixedBatches.open(allocator);
        ArrowParquetWriter writer =
            ArrowParquetWriter.builder(numbered(name, files), root.getSchema())
                .options(options())
                .runtime(runtime)
                .build()) {
      for (int batch = 0; batch < BATCHES; batch++) {
        MixedBatches.fill(root, batch, BATCH_ROWS);
        writer.write(root);
      }
    }
    List<byte[]> bytes = new ArrayList<>();
    for (Path file : files) {
      bytes.add(Files.readAllBytes(file));
    }
    return bytes;
  }

  private Supplier<OutputFile> numbered(String name, List<Path> files) {
    return () -> {
      Path file = directory.resolve(name + "-" + files.size() + ".parquet");
      files.add(file);
      return new LocalOutputFile(file);
    };
  }

  private static WriteOptions options() {
    return WriteOptions.builder()
        .set("compression", "zstd")
        .set("rowGroupSizeBytes", "1m")
        .set("targetFileSizeBytes", "4m")
        .set("dictionaryPageSizeBytes", "64k")
        .build();
  }

  /** A piece of work that may fail to read or write. */
  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  private static void unchecked(Work work) {
    try {
      work.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
