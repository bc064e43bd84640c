package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Files that end by time, which goes on only when the test says so. */
class IntervalTest {

  private final List<MemoryFile> files = new ArrayList<>();
  private final TestBatches batches = new TestBatches();

  /** Near the end of what a clock counts to: it goes on at the other end. */
  private long nanos = Long.MAX_VALUE - 5;

  @AfterEach
  void freesAll() {
    batches.close();
  }

  @Test
  void aFileThatIsOpenLongerRolls() {
    try (ArrowParquetWriter writer = open("rolloverInterval", "10s")) {
      writer.write(batches.next(100));
      pass(9);
      writer.write(batches.next(10));
      pass(1);
      writer.write(batches.next(1));
      pass(9);
      writer.write(batches.next(2));
      assertThat(writer.files()).hasSizeLessThanOrEqualTo(1);
      writer.close();

      assertThat(writer.files())
          .extracting(WrittenFile::rows, WrittenFile::closedBy)
          .containsExactly(tuple(110L, CloseReason.INTERVAL), tuple(3L, CloseReason.END));
    }
  }

  @Test
  void aFileThatGetsNoRowsIsEndedBeforeTheNextOne() {
    try (ArrowParquetWriter writer = open("inactivityInterval", "10s")) {
      for (int i = 0; i < 5; i++) {
        writer.write(batches.next(10));
        pass(9);
      }
      writer.write(batches.next(1));
      pass(10);
      writer.write(batches.next(2));
      writer.close();

      assertThat(writer.files())
          .extracting(WrittenFile::rows, WrittenFile::closedBy)
          .containsExactly(tuple(51L, CloseReason.INACTIVITY), tuple(2L, CloseReason.END));
    }
  }

  @Test
  void batchesWithoutRowsDoNotCount() {
    try (ArrowParquetWriter writer = open("inactivityInterval", "10s", "rolloverInterval", "30s")) {
      writer.write(batches.next(0));
      pass(30);
      writer.write(batches.next(10));
      pass(9);
      writer.write(batches.next(0));
      pass(1);
      writer.write(batches.next(2));
      writer.close();

      assertThat(writer.files())
          .extracting(WrittenFile::rows, WrittenFile::closedBy)
          .containsExactly(tuple(10L, CloseReason.INACTIVITY), tuple(2L, CloseReason.END));
    }
  }

  @Test
  void rowsThatAreGatheredCountWhenTheyCome() {
    try (ArrowParquetWriter writer = open("inactivityInterval", "10s")) {
      for (int row = 0; row < 20; row++) {
        pass(9);
        assertThat(writer.announceRow()).as("row %d", row).isFalse();
      }
      pass(10);
      assertThat(writer.announceRow()).isTrue();
      writer.write(batches.next(20));
      writer.endFile();
      pass(9);
      assertThat(writer.announceRow()).isFalse();
      writer.write(batches.next(2));
      writer.close();

      assertThat(writer.files())
          .extracting(WrittenFile::rows, WrittenFile::closedBy)
          .containsExactly(tuple(20L, CloseReason.INACTIVITY), tuple(2L, CloseReason.END));
    }
  }

  @Test
  void aFileThatRollsForAnotherReasonBeginsItsTimeAnew() {
    try (ArrowParquetWriter writer = open("rolloverInterval", "10s", "maxRecordsPerFile", "100")) {
      writer.write(batches.next(50));
      pass(9);
      writer.write(batches.next(60));
      pass(9);
      writer.write(batches.next(20));
      pass(1);
      writer.write(batches.next(5));
      writer.close();

      assertThat(writer.files())
          .extracting(WrittenFile::rows, WrittenFile::closedBy)
          .containsExactly(
              tuple(100L, CloseReason.ROWS),
              tuple(30L, CloseReason.INTERVAL),
              tuple(5L, CloseReason.END));
    }
  }

  @Test
  void nobodyAsksTheClockWithoutIntervals() {
    try (ArrowParquetWriter writer =
        ArrowParquetWriter.builder(TestWrites.files(files), TestWrites.SCHEMA)
            .nanoClock(
                () -> {
                  throw new AssertionError("asked");
                })
            .build()) {
      writer.write(batches.next(10));
      assertThat(writer.announceRow()).isFalse();
    }
    assertThat(files).hasSize(1);
  }

  @Test
  void aCallerMayEndAFile() {
    try (ArrowParquetWriter writer = open()) {
      writer.endFile();
      writer.write(batches.next(10));
      writer.endFile();
      writer.endFile();
      writer.write(batches.next(5));
      writer.close();

      assertThat(writer.files())
          .extracting(WrittenFile::rows, WrittenFile::closedBy)
          .containsExactly(tuple(10L, CloseReason.FLUSH), tuple(5L, CloseReason.END));
    }
  }

  private void pass(int seconds) {
    nanos += Duration.ofSeconds(seconds).toNanos();
  }

  private ArrowParquetWriter open(String... options) {
    return ArrowParquetWriter.builder(TestWrites.files(files), TestWrites.SCHEMA)
        .options(TestWrites.options(options))
        .nanoClock(() -> nanos)
        .build();
  }
}
