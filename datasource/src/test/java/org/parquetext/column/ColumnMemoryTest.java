package org.parquetext.column;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parquetext.level.LeafColumn;

/** What a column says that it holds, and when it gives that back. */
class ColumnMemoryTest {

  /** Of a page, so that the next row begins another one. */
  private static final int PAGE_ROWS = 20_000;

  /** By default. */
  private static final int BLOOM_FILTER_BYTES = 1 << 20;

  private final BufferAllocator allocator = new RootAllocator();
  private final EncoderArena arena = new EncoderArena();

  @AfterEach
  void freesAll() {
    arena.close();
    allocator.close();
  }

  /** A task may have a hundred thousand columns open. */
  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"INT", "LONG", "TEXT"})
  void aColumnWithoutRowsHoldsHardlyAnything(Kind kind) {
    assertThat(open(kind).allocatedBytes()).isLessThan(4_000);
  }

  @Test
  void finishedAndOpenPagesAreCounted() {
    ColumnChunkWriter writer =
        open(Kind.LONG, "dictionaryEnabled", "false", "compression", "none", "pageRowLimit", "999");
    long empty = writer.allocatedBytes();
    write(writer, Kind.LONG, PAGE_ROWS);

    long values = (long) PAGE_ROWS * Long.BYTES;
    assertThat(writer.allocatedBytes() - empty).isBetween(values, 2 * values);
    assertThat(writer.bufferedBytes()).isGreaterThanOrEqualTo(values);
  }

  @Test
  void aFinishedChunkIsCountedByItself() {
    ColumnChunkWriter writer = open(Kind.LONG, "dictionaryEnabled", "false");
    write(writer, Kind.LONG, PAGE_ROWS);
    long before = writer.allocatedBytes();
    ColumnChunk chunk = writer.finish(arena);

    assertThat(chunk.allocatedBytes()).isGreaterThanOrEqualTo(chunk.totalBytes());
    assertThat(writer.allocatedBytes()).isEqualTo(before - chunk.allocatedBytes());
  }

  /** Not INT96, which needs more room in the page for a moment, and keeps it. */
  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"INT", "LONG", "TEXT", "FIXED"})
  void aBloomFilterIsCountedFromTheEndOfTheDictionaryOnAndThenWithTheChunk(Kind kind) {
    ColumnChunkWriter without = open(kind, "dictionaryPageSizeBytes", "64k");
    ColumnChunkWriter with = open(kind, "dictionaryPageSizeBytes", "64k", "bloomFilter", "true");
    write(without, kind, 100);
    write(with, kind, 100);
    if (kind != Kind.FIXED) {
      assertThat(with.allocatedBytes()).isEqualTo(without.allocatedBytes());
    }
    write(without, kind, PAGE_ROWS);
    write(with, kind, PAGE_ROWS);
    assertThat(with.allocatedBytes()).isEqualTo(without.allocatedBytes() + BLOOM_FILTER_BYTES);

    ColumnChunk chunk = without.finish(arena);
    assertThat(with.finish(arena).allocatedBytes())
        .isEqualTo(chunk.allocatedBytes() + BLOOM_FILTER_BYTES);
    assertThat(with.allocatedBytes()).isEqualTo(without.allocatedBytes());
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"INT", "LONG", "INT96", "TEXT"})
  void aDictionaryThatOutgrowsItsLimitInTheFirstPageIsGivenBack(Kind kind) {
    ColumnChunkWriter unlimited = open(kind);
    ColumnChunkWriter limited = open(kind, "dictionaryPageSizeBytes", "64k");
    write(unlimited, kind, PAGE_ROWS - 1);
    write(limited, kind, PAGE_ROWS - 1);

    assertThat(limited.allocatedBytes())
        .isLessThan(unlimited.allocatedBytes() - PAGE_ROWS * (long) Long.BYTES);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"INT", "LONG", "TEXT"})
  void aDictionaryIsCountedUntilTheFirstPageShowsItToBeALoss(Kind kind) {
    ColumnChunkWriter writer = open(kind);
    long empty = writer.allocatedBytes();
    write(writer, kind, PAGE_ROWS - 1);
    long withDictionary = writer.allocatedBytes();
    assertThat(withDictionary - empty).isGreaterThan(PAGE_ROWS * 16L);

    write(writer, kind, 1);
    long pages = writer.bufferedBytes();
    assertThat(writer.allocatedBytes()).isLessThan(withDictionary - PAGE_ROWS * 8L + pages);
    ColumnChunk chunk = writer.finish(arena);
    assertThat(chunk.hasDictionary()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatIsKeptForTheNextChunkCanBeGivenBack(Kind kind) {
    ColumnChunkWriter writer = open(kind, "pageRowLimit", "1000000");
    long empty = writer.allocatedBytes();
    write(writer, kind, 10 * PAGE_ROWS);
    writer.finish(arena);
    assertThat(writer.allocatedBytes()).isGreaterThan(empty + PAGE_ROWS);

    writer.trim();
    assertThat(writer.allocatedBytes()).isLessThanOrEqualTo(empty);
    write(writer, kind, PAGE_ROWS);
    assertThat(writer.finish(arena).values()).isEqualTo(PAGE_ROWS);
  }

  @Test
  void aPageBufferOfTheSizeOfPagesIsKept() {
    ColumnChunkWriter writer =
        open(
            Kind.LONG,
            "dictionaryEnabled",
            "false",
            "pageRowLimit",
            "1000000",
            "pageSizeBytes",
            "4m");
    write(writer, Kind.LONG, 600_000);
    writer.finish(arena);

    assertThat(writer.allocatedBytes()).isBetween(4_000_000L, 5_000_000L);
  }

  @Test
  void aValueLargerThanTheDictionaryLeavesNothingBehind() {
    ColumnChunkWriter writer = open(Kind.TEXT);
    try (VarCharVector few = new VarCharVector("a", allocator);
        VarCharVector huge = new VarCharVector("a", allocator)) {
      for (int row = 0; row < PAGE_ROWS; row++) {
        few.setSafe(row, Kind.bytes(row % 10));
      }
      few.setValueCount(PAGE_ROWS);
      huge.setSafe(0, new byte[50 << 20]);
      huge.setValueCount(1);
      writer.write(LeafColumn.flat(few), 0, PAGE_ROWS, arena);
      writer.write(LeafColumn.flat(huge), 0, 1, arena);
      writer.write(LeafColumn.flat(few), 0, 1, arena);
    }

    assertThat(writer.allocatedBytes()).isLessThan(10 << 20);
    assertThat(arena.byteArrays().data).hasSizeLessThan(10 << 20);
    assertThat(arena.compressed().array()).hasSizeLessThan(10 << 20);
    assertThat(writer.finish(arena).hasDictionary()).isTrue();
  }

  private ColumnChunkWriter open(Kind kind, String... options) {
    return kind.open(allocator, options);
  }

  /** Writes distinct values, the same at every call, and a null. */
  private void write(ColumnChunkWriter writer, Kind kind, int rows) {
    try (FieldVector vector = kind.vector(allocator)) {
      for (int row = 0; row < rows - 1; row++) {
        kind.set(vector, row);
      }
      vector.setValueCount(rows);
      writer.write(LeafColumn.flat(vector), 0, rows, arena);
    }
  }
}
