package org.parquetext.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parquetext.buffer.PageBuffer;
import org.parquetext.level.LeafColumn;
import org.parquetext.options.WriteOptions;
import org.parquetext.schema.LeafFields;

/** Minimum and maximum are only looked for where they are wanted. */
class StatisticsBoundsTest {

  @ParameterizedTest
  @EnumSource
  void areFoundByDefault(Kind kind) {
    assertThat(statistics(kind, "page").hasNonNullValue()).isTrue();
    assertThat(statistics(kind, "chunk").hasNonNullValue()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void areNotLookedForWithoutStatistics(Kind kind) {
    assertThat(statistics(kind, "none").hasNonNullValue()).isFalse();
  }

  /** Of a page of three values. */
  private static Statistics<?> statistics(Kind kind, String level) {
    MessageType type =
        MessageTypeParser.parseMessageType("message m { optional " + kind.type + " }");
    WriteOptions options = WriteOptions.builder().set("statistics", level).build();
    try (BufferAllocator allocator = new RootAllocator();
        FieldVector vector = kind.vector(allocator);
        EncoderArena arena = new EncoderArena()) {
      for (int row = 0; row < 3; row++) {
        kind.set(vector, row);
      }
      vector.setValueCount(3);
      PageValues values =
          ColumnChunkWriters.values(
              LeafFields.of(new Schema(List.of(vector.getField())), type).get(0), options);
      long[] validity = arena.validity(1);
      Arrays.fill(validity, -1L);
      values.append(LeafColumn.flat(vector), 0, 3, validity, 3, new PageBuffer(64), arena);
      return values.statistics(0);
    }
  }
}
