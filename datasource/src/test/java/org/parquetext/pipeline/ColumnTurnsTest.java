package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parquetext.buffer.Segments;
import org.parquetext.column.ColumnChunkWriters;
import org.parquetext.column.EncoderArena;
import org.parquetext.options.WriteOptions;
import org.parquetext.schema.LeafField;
import org.parquetext.schema.LeafFields;
import org.parquetext.schema.SchemaConverter;

/** Which column a free thread takes, by a clock that only the columns move. */
class ColumnTurnsTest {

  private static final int NUMBER = 0;
  private static final int TEXT = 1;

  private final TestBatches batches = new TestBatches();
  private final EncoderArena arena = new EncoderArena();
  private final RowGroup rowGroup = new RowGroup(2);
  private final List<Integer> order = new ArrayList<>();
  private final long[] nanosOf = {1, 1};
  private long now;
  private final StretchQueue queue = new StretchQueue(columns(), () -> now);

  @AfterEach
  void freesAll() {
    arena.close();
    batches.close();
  }

  @Test
  void theColumnThatTakesLongestGoesFirst() {
    nanosOf[TEXT] = 10;
    submit(1);
    encodeAll();
    assertThat(order).containsExactly(NUMBER, TEXT);

    order.clear();
    submit(1);
    encodeAll();
    assertThat(order).containsExactly(TEXT, NUMBER);
  }

  @Test
  void itGoesFirstAlsoWhenItIsLittleAhead() {
    nanosOf[TEXT] = 10;
    submit(1);
    encodeAll();
    submit(1);
    queue.encodeSome(arena);
    submit(1);
    order.clear();
    encodeAll();

    assertThat(order).containsExactly(TEXT, NUMBER, NUMBER);
  }

  @Test
  void columnsThatAreFarBehindAreNotForgotten() {
    nanosOf[TEXT] = 10;
    submit(1);
    encodeAll();
    order.clear();
    for (int i = 0; i < 2 * ColumnTask.MAX_RUN; i++) {
      submit(1);
      queue.encodeSome(arena);
    }

    assertThat(order).contains(NUMBER);
    assertThat(order.indexOf(NUMBER)).isBetween(ColumnTask.MAX_RUN / 2, ColumnTask.MAX_RUN);
  }

  @Test
  void amongColumnsAlikeTheOneFurthestBehindGoesFirst() {
    submit(1);
    encodeAll();
    submit(1);
    queue.encodeSome(arena);
    submit(1);
    order.clear();
    queue.encodeSome(arena);

    assertThat(order).containsExactly(TEXT, TEXT);
  }

  private void submit(int stretches) {
    for (int i = 0; i < stretches; i++) {
      ColumnBatch batch =
          batches.next(
              10,
              10,
              column -> {
                if (column >= 0) {
                  order.add(column);
                  now += nanosOf[column];
                }
              });
      queue.submit(Stretch.rows(rowGroup, batch, 0, 10));
    }
  }

  private void encodeAll() {
    while (queue.encodeSome(arena)) {
      // The condition does the work.
    }
    queue.throwFailure("a file");
  }

  private static ColumnTask[] columns() {
    MessageType type = SchemaConverter.convert(TestWrites.SCHEMA);
    List<LeafField> leaves = LeafFields.of(TestWrites.SCHEMA, type);
    MemoryLedger ledger =
        new MemoryLedger(new MemoryShare(new MemoryBudget(1 << 30, new SegmentPool())));
    ColumnTask[] columns = new ColumnTask[leaves.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] =
          new ColumnTask(
              i,
              ColumnChunkWriters.open(
                  leaves.get(i), WriteOptions.defaults(), null, Segments.UNPOOLED),
              ledger,
              new DirectMemory(Long.MAX_VALUE),
              new WriteProgress(ledger));
    }
    return columns;
  }
}
