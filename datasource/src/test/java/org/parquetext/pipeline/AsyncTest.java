package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.parquetext.WriteException;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AsyncTest {

  private final BufferAllocator allocator = new RootAllocator();
  private final VectorSchemaRoot root = VectorSchemaRoot.create(TestWrites.SCHEMA, allocator);
  private final EncoderRuntime runtime = EncoderRuntime.create(2, 1 << 20);
  private final MemoryFile file = new MemoryFile("a.parquet");

  @AfterEach
  void freesAll() {
    assertThat(runtime.bufferedBytes()).isZero();
    root.close();
    allocator.close();
  }

  @Test
  void theRootMayBeReusedWhenTheFutureCompletes() throws IOException {
    ArrowParquetWriter writer = writer("0");
    for (int batch = 0; batch < 5; batch++) {
      TestWrites.fill(root, batch * 100L, 100);
      writer.writeAsync(root).join();
    }
    List<WrittenFile> files = writer.closeAsync().join();

    assertThat(files).extracting(WrittenFile::rows).containsExactly(500L);
    assertThat(file.rows()).hasSize(500);
    assertThat(file.rows().get(499).get(0)).isEqualTo(499L);
  }

  @Test
  void callsRunInTheirOrder() throws IOException {
    ArrowParquetWriter writer = writer("0");
    TestWrites.fill(root, 1, 10);
    CompletableFuture<Void> first = writer.writeAsync(root);
    CompletableFuture<Void> second = writer.writeAsync(root);
    CompletableFuture<List<WrittenFile>> closed = writer.closeAsync();

    assertThat(closed.join()).hasSize(1);
    assertThat(first).isCompleted();
    assertThat(second).isCompleted();
    assertThat(file.rows()).hasSize(20);
  }

  @Test
  void aFailureIsTheFuturesAndOfEveryCallAfter() {
    ArrowParquetWriter writer = writer("5");
    TestWrites.fill(root, 1, 10);
    CompletableFuture<Void> failed =
        writer.writeAsync(root).thenCompose(v -> writer.writeAsync(root));

    assertThatThrownBy(failed::join)
        .cause()
        .isInstanceOf(WriteException.class)
        .hasMessageStartingWith("Cannot write a second file beside a.parquet");
    assertThatThrownBy(() -> writer.writeAsync(root).join())
        .hasRootCauseInstanceOf(WriteException.class);
    assertThat(writer.closeAsync().join()).hasSize(1);
  }

  @Test
  void aClosedWriterRefusesInTheFuture() {
    ArrowParquetWriter writer = writer("0");
    writer.closeAsync().join();

    assertThatThrownBy(() -> writer.writeAsync(root).join())
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot write: the writer is closed");
    assertThat(writer.closeAsync().join()).hasSize(1);
    assertThat(file.isFinished()).isTrue();
  }

  private ArrowParquetWriter writer(String maxRecordsPerFile) {
    return ArrowParquetWriter.builder(file, TestWrites.SCHEMA)
        .options(
            TestWrites.options("maxRecordsPerFile", maxRecordsPerFile, "maxConcurrentUploads", "0"))
        .runtime(runtime)
        .build();
  }
}
