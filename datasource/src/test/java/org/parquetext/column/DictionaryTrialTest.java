package org.parquetext.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntUnaryOperator;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.dictionary.DictionaryPolicy;
import org.parquetext.level.LeafColumn;

/** How long a chunk tries its dictionary, by what the chunks before found. */
class DictionaryTrialTest {

  private static final int PAGE_ROWS = 20_000;
  private static final int ROWS = 6_000;
  private static final int FIRST = DictionaryPolicy.JUDGED_ROWS;
  private static final int NULL = -1;

  private static final IntUnaryOperator DISTINCT = row -> row;
  private static final IntUnaryOperator REPEATED = row -> row % 1_000;

  /** A dictionary of these pays, which the first rows do not show. */
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
  void endsWithTheFirstRowsOnceADictionaryOutgrewItsLimitInItsFirstPage(Kind kind) {
    // In version 1 there is no dictionary of values of fixed length.
    String version = kind == Kind.FIXED ? "v2" : "v1";
    ColumnChunkWriter writer =
        kind.open(allocator, "dictionaryPageSizeBytes", "32k", "writerVersion", version);

    assertThat(keepsDictionary(writer, kind, REPEATED_LATE)).isTrue();
    assertThat(keepsDictionary(writer, kind, DISTINCT, PAGE_ROWS)).isFalse();
    assertThat(keepsDictionary(writer, kind, REPEATED_LATE)).isFalse();
  }

  @Test
  void endsWithTheFirstRowsOnceAPageWasALoss() {
    ColumnChunkWriter writer = doubting();

    assertThat(keepsDictionary(writer, Kind.LONG, REPEATED_LATE)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"16383, true", "16384, false"})
  void aPageOfFewValuesTeachesNothing(int rows, boolean keeps) {
    ColumnChunkWriter writer = Kind.LONG.open(allocator);
    assertThat(keepsDictionary(writer, Kind.LONG, DISTINCT, rows)).isFalse();

    assertThat(keepsDictionary(writer, Kind.LONG, REPEATED_LATE)).isEqualTo(keeps);
  }

  @ParameterizedTest
  @CsvSource({"8, false", "9, true"})
  void lastsForAPageIfMoreThanOneOf256OfTheFirstValuesCameBefore(int repeated, boolean keeps) {
    ColumnChunkWriter writer = doubting();
    IntUnaryOperator numbers = row -> row <= repeated ? 0 : Math.min(row, FIRST);

    assertThat(keepsDictionary(writer, Kind.LONG, numbers)).isEqualTo(keeps);
  }

  @ParameterizedTest
  @CsvSource({"0, true", "1023, true", "1024, false"})
  void lastsForAPageIfMostOfTheFirstRowsAreNull(int present, boolean keeps) {
    ColumnChunkWriter writer = doubting();
    IntUnaryOperator numbers = row -> row < present ? row : row < FIRST ? NULL : 0;

    assertThat(keepsDictionary(writer, Kind.LONG, numbers)).isEqualTo(keeps);
  }

  @Test
  void lastsForAPageAgainOnceADictionaryWasKept() {
    ColumnChunkWriter writer = doubting();

    assertThat(keepsDictionary(writer, Kind.LONG, REPEATED)).isTrue();
    assertThat(keepsDictionary(writer, Kind.LONG, REPEATED_LATE)).isTrue();
  }

  @Test
  void lastsForAPageAgainAfterSevenChunks() {
    ColumnChunkWriter writer = doubting();
    for (int chunk = 0; chunk < 7; chunk++) {
      assertThat(keepsDictionary(writer, Kind.LONG, REPEATED_LATE)).as("%d", chunk).isFalse();
    }

    assertThat(keepsDictionary(writer, Kind.LONG, REPEATED_LATE)).isTrue();
  }

  /** Its first page kept it. */
  @Test
  void aDictionaryThatIsOutgrownLaterIsNoLoss() {
    ColumnChunkWriter writer =
        Kind.LONG.open(allocator, "dictionaryPageSizeBytes", "32k", "pageRowLimit", "2500");
    IntUnaryOperator outgrown = row -> row < 2_500 ? row % 1_000 : row;

    assertThat(keepsDictionary(writer, Kind.LONG, outgrown, PAGE_ROWS)).isTrue();
    assertThat(keepsDictionary(writer, Kind.LONG, REPEATED_LATE)).isTrue();
  }

  @Test
  void neverEndsADictionaryThatWasAskedFor() {
    ColumnChunkWriter writer = Kind.LONG.open(allocator, "encoding", "RLE_DICTIONARY");

    assertThat(keepsDictionary(writer, Kind.LONG, DISTINCT, PAGE_ROWS)).isTrue();
    assertThat(keepsDictionary(writer, Kind.LONG, DISTINCT, PAGE_ROWS)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 700, 1_024, 2_047, 2_048, 2_049, ROWS})
  void isJudgedByTheSameRowsHoweverTheyCome(int stretch) {
    ColumnChunkWriter writer = doubting();
    IntUnaryOperator repeatedSoon = row -> row < FIRST ? row : row % FIRST;
    write(writer, Kind.LONG, repeatedSoon, ROWS, stretch);

    assertThat(writer.finish(arena).hasDictionary()).isFalse();
  }

  /** By row 2,304 no more than one of 256 has come before. */
  @ParameterizedTest
  @ValueSource(ints = {100, 700, 1_024, 2_047, 2_048, 2_049, ROWS})
  void isJudgedOnce(int stretch) {
    ColumnChunkWriter writer = doubting();
    IntUnaryOperator repeatedAtFirst = row -> row <= 9 ? 0 : Math.min(row, 2_600);
    write(writer, Kind.LONG, repeatedAtFirst, ROWS, stretch);

    assertThat(writer.finish(arena).hasDictionary()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 800, 2_049, ROWS})
  void learnsTheSameHoweverRowsCome(int stretch) {
    ColumnChunkWriter writer = Kind.TEXT.open(allocator, "dictionaryPageSizeBytes", "32k");
    write(writer, Kind.TEXT, DISTINCT, ROWS, stretch);
    assertThat(writer.finish(arena).hasDictionary()).isFalse();

    assertThat(keepsDictionary(writer, Kind.TEXT, REPEATED_LATE)).isFalse();
  }

  /** A writer of longs that has seen a page of distinct ones. */
  private ColumnChunkWriter doubting() {
    ColumnChunkWriter writer = Kind.LONG.open(allocator);
    assertThat(keepsDictionary(writer, Kind.LONG, DISTINCT, PAGE_ROWS)).isFalse();
    return writer;
  }

  private boolean keepsDictionary(ColumnChunkWriter writer, Kind kind, IntUnaryOperator numbers) {
    return keepsDictionary(writer, kind, numbers, ROWS);
  }

  private boolean keepsDictionary(
      ColumnChunkWriter writer, Kind kind, IntUnaryOperator numbers, int rows) {
    write(writer, kind, numbers, rows, rows);
    return writer.finish(arena).hasDictionary();
  }

  private void write(
      ColumnChunkWriter writer, Kind kind, IntUnaryOperator numbers, int rows, int stretch) {
    try (FieldVector vector = kind.vector(allocator)) {
      for (int row = 0; row < rows; row++) {
        int number = numbers.applyAsInt(row);
        if (number != NULL) {
          kind.set(vector, row, number);
        }
      }
      vector.setValueCount(rows);
      for (int row = 0; row < rows; row += stretch) {
        writer.write(LeafColumn.flat(vector), row, Math.min(stretch, rows - row), arena);
      }
    }
  }
}
