package org.parquetext.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parquetext.buffer.PageBuffer;
import org.parquetext.level.LeafColumn;
import org.parquetext.options.WriteOptions;
import org.parquetext.schema.LeafFields;

/** Bounds of byte arrays that repeat come from the dictionary, those of others from the values. */
class RepeatedValuesBoundsTest {

  private static final int ROWS = 1_000;

  private final BufferAllocator allocator = new RootAllocator();
  private final VarCharVector vector = new VarCharVector("s", allocator);
  private final EncoderArena arena = new EncoderArena();
  private final PageBuffer page = new PageBuffer(64);
  private final PageValues values =
      ColumnChunkWriters.values(
          LeafFields.of(
                  new Schema(List.of(vector.getField())),
                  MessageTypeParser.parseMessageType("message m { optional binary s (STRING); }"))
              .get(0),
          WriteOptions.builder().set("dictionaryPageSizeBytes", "4096").build());

  @AfterEach
  void close() {
    arena.close();
    vector.close();
    allocator.close();
  }

  @Test
  void holdOfAllBatchesOfThePage() {
    append(row -> row % 2 == 0 ? "m" : "k");
    append(row -> row % 3 == 0 ? "p" : "k");
    assertBounds("k", "p");
  }

  @Test
  void holdWhereValuesRepeatInSomeBatchesOnly() {
    append(row -> "m");
    append(row -> "a value %03d".formatted(row % 400));
    append(row -> row % 2 == 0 ? "m" : "z");
    assertBounds("a value 000", "z");
  }

  @Test
  void holdWhenThePageOutgrowsTheDictionary() {
    append(row -> row % 2 == 0 ? "a" : "z");
    append(row -> "value %d".formatted(row));
    assertBounds("a", "z");
  }

  @Test
  void areThoseOfThePageAndNotOfTheChunk() {
    append(row -> row % 2 == 0 ? "a" : "z");
    assertBounds("a", "z");
    values.encode(page, arena);
    values.clearPage();
    append(row -> row % 2 == 0 ? "c" : "d");
    assertBounds("c", "d");
  }

  @Test
  void giveTheMemoryOfLargeValuesBack() {
    long before = values.allocatedBytes();
    byte[] large = new byte[8 << 20];
    for (int row = 0; row < 8; row++) {
      vector.setSafe(row, large);
    }
    vector.setValueCount(8);
    long[] validity = arena.validity(1);
    Arrays.fill(validity, -1L);
    values.append(LeafColumn.flat(vector), 0, 8, validity, 8, page, arena);
    assertThat(values.statistics(0).getMaxBytes()).hasSameSizeAs(large);
    assertThat(values.allocatedBytes()).isLessThan(before + (4 << 20));
  }

  private void append(IntFunction<String> valueOfRow) {
    vector.reset();
    for (int row = 0; row < ROWS; row++) {
      vector.setSafe(row, valueOfRow.apply(row).getBytes());
    }
    vector.setValueCount(ROWS);
    long[] validity = arena.validity(ROWS / Long.SIZE + 1);
    Arrays.fill(validity, -1L);
    values.append(LeafColumn.flat(vector), 0, ROWS, validity, ROWS, page, arena);
  }

  private void assertBounds(String min, String max) {
    Statistics<?> statistics = values.statistics(0);
    assertThat(statistics.minAsString()).isEqualTo(min);
    assertThat(statistics.maxAsString()).isEqualTo(max);
  }
}
