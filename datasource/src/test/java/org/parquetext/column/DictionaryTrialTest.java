package org.parquetext.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntUnaryOperator;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.dictionary.DictionaryPolicy;
import org.parquetext.level.LeafColumn;

/** How long a chunk tries its dictionary, by what the chunk before found. */
class DictionaryTrialTest {

  private static final int ROWS = 6_000;
  private static final int FIRST = DictionaryPolicy.TELLING_ROWS;

  private static final IntUnaryOperator DISTINCT = row -> row;
  private static final IntUnaryOperator REPEATED = row -> row % 1_000;

  /** A dictionary of these pays, which the first values do not show. */
  private static final IntUnaryOperator REPEATED_LATE = row -> Math.min(row, FIRST);

  private final BufferAllocator allocator = new RootAllocator();
  private final EncoderArena arena = new EncoderArena();

  @AfterEach
  void freesAll() {
    arena.close();
    allocator.close();
  }

  @ParameterizedTest
  @EnumSource(value = Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "BOOLEAN")
  void endsWithTheFirstValuesIfTheChunkBeforeFoundALoss(Kind kind) {
    ColumnChunkWriter writer = openForAny(kind);

    assertThat(keepsDictionary(writer, kind, REPEATED_LATE)).isTrue();
    assertThat(keepsDictionary(writer, kind, DISTINCT)).isFalse();
    assertThat(keepsDictionary(writer, kind, REPEATED_LATE)).isFalse();
    assertThat(keepsDictionary(writer, kind, REPEATED_LATE)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(value = Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "BOOLEAN")
  void lastsForTheFirstPageIfSomeOfTheFirstValuesRepeat(Kind kind) {
    ColumnChunkWriter writer = openForAny(kind);
    IntUnaryOperator someRepeated = row -> row < 100 ? row % 50 : Math.min(row, FIRST);

    assertThat(keepsDictionary(writer, kind, DISTINCT)).isFalse();
    assertThat(keepsDictionary(writer, kind, someRepeated)).isTrue();
  }

  @Test
  void lastsForTheFirstPageAgainOnceADictionaryWasKept() {
    ColumnChunkWriter writer = open(Kind.LONG);

    assertThat(keepsDictionary(writer, Kind.LONG, DISTINCT)).isFalse();
    assertThat(keepsDictionary(writer, Kind.LONG, REPEATED)).isTrue();
    assertThat(keepsDictionary(writer, Kind.LONG, REPEATED_LATE)).isTrue();
  }

  @Test
  void lastsForTheFirstPageIfTheChunkBeforeHadTooFewValuesToTell() {
    ColumnChunkWriter writer = open(Kind.LONG);
    write(writer, Kind.LONG, DISTINCT, 1_000, ROWS);
    assertThat(writer.finish(arena).hasDictionary()).isFalse();

    assertThat(keepsDictionary(writer, Kind.LONG, REPEATED_LATE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 700, 1_024, 2_047, 2_048, 2_049, ROWS})
  void doesNotDependOnHowRowsCome(int stretch) {
    ColumnChunkWriter writer = open(Kind.LONG);
    IntUnaryOperator repeatedSoon = row -> row < FIRST ? row : row % FIRST;

    assertThat(keepsDictionary(writer, Kind.LONG, DISTINCT)).isFalse();
    write(writer, Kind.LONG, repeatedSoon, ROWS, stretch);
    assertThat(writer.finish(arena).hasDictionary()).isFalse();
  }

  @Test
  void neverEndsADictionaryThatWasAskedFor() {
    ColumnChunkWriter writer = open(Kind.LONG, "encoding", "RLE_DICTIONARY");

    assertThat(keepsDictionary(writer, Kind.LONG, DISTINCT)).isTrue();
    assertThat(keepsDictionary(writer, Kind.LONG, DISTINCT)).isTrue();
  }

  private boolean keepsDictionary(ColumnChunkWriter writer, Kind kind, IntUnaryOperator numbers) {
    write(writer, kind, numbers, ROWS, ROWS);
    return writer.finish(arena).hasDictionary();
  }

  private void write(
      ColumnChunkWriter writer, Kind kind, IntUnaryOperator numbers, int rows, int stretch) {
    try (FieldVector vector = kind.vector(allocator)) {
      for (int row = 0; row < rows; row++) {
        kind.set(vector, row, numbers.applyAsInt(row));
      }
      vector.setValueCount(rows);
      for (int row = 0; row < rows; row += stretch) {
        writer.write(LeafColumn.flat(vector), row, Math.min(stretch, rows - row), arena);
      }
    }
  }

  /**
   * The limit is too low for distinct values of each kind, since by parquet-java's rule those of 12
   * bytes would pay. Version 1 has no dictionary of values of fixed length.
   */
  private ColumnChunkWriter openForAny(Kind kind) {
    String version = kind == Kind.FIXED ? "v2" : "v1";
    return open(kind, "dictionaryPageSizeBytes", "32k", "writerVersion", version);
  }

  private ColumnChunkWriter open(Kind kind, String... options) {
    return kind.open(allocator, options);
  }
}
