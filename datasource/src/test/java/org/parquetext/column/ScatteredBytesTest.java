package org.parquetext.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.buffer.PageBuffer;
import org.parquetext.level.LeafColumn;
import org.parquetext.level.ScatteredBytes;
import org.parquetext.options.WriteOptions;
import org.parquetext.schema.LeafField;
import org.parquetext.schema.LeafFields;

/** Values that are written from where they lie become the pages that those of a vector become. */
class ScatteredBytesTest {

  private static final int PAGES = 4;

  private final BufferAllocator allocator = new RootAllocator();
  private final VarCharVector vector = new VarCharVector("s", allocator);
  private final EncoderArena arena = new EncoderArena();
  private final PageBuffer vectorPage = new PageBuffer(64);
  private final PageBuffer scatteredPage = new PageBuffer(64);
  private final LeafField field =
      LeafFields.of(
              new Schema(List.of(vector.getField())),
              MessageTypeParser.parseMessageType("message m { optional binary s (STRING); }"))
          .get(0);

  @AfterEach
  void close() {
    arena.close();
    vector.close();
    allocator.close();
  }

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void writeTheSamePages(long seed) {
    Random random = new Random(seed);
    WriteOptions options = options(random);
    PageValues ofVector = ColumnChunkWriters.values(field, options);
    PageValues ofScattered = ColumnChunkWriters.values(field, options);
    for (int page = 0; page < PAGES; page++) {
      for (int batches = random.nextInt(4); batches >= 0; batches--) {
        append(random, ofVector, ofScattered);
      }
      assertSamePage(ofVector, ofScattered, "page %d of seed %d".formatted(page, seed));
    }
    PageBuffer expected = new PageBuffer(64);
    ofVector.encodeDictionary(expected);
    PageBuffer actual = new PageBuffer(64);
    ofScattered.encodeDictionary(actual);
    assertThat(bytes(actual)).as("dictionary of seed %d", seed).isEqualTo(bytes(expected));
  }

  private static WriteOptions options(Random random) {
    return WriteOptions.builder()
        .set("dictionaryEnabled", String.valueOf(random.nextInt(4) > 0))
        .set("dictionaryPageSizeBytes", String.valueOf(1 << 8 + random.nextInt(10)))
        .set("bloomFilter", String.valueOf(random.nextBoolean()))
        .build();
  }

  private void append(Random random, PageValues ofVector, PageValues ofScattered) {
    byte[][] rows = rows(random);
    LeafColumn plain = plain(rows);
    LeafColumn scattered = plain.withBytes(scattered(rows, random));
    int from = random.nextInt(rows.length);
    int count = 1 + random.nextInt(rows.length - from);
    int fit = random.nextInt(10_000);
    assertThat(ofScattered.bytes(scattered, from, count))
        .isEqualTo(ofVector.bytes(plain, from, count));
    assertThat(ofScattered.rowsThatFit(scattered, from, count, fit))
        .isEqualTo(ofVector.rowsThatFit(plain, from, count, fit));
    long[] validity = arena.validity(count / Long.SIZE + 1);
    int present = plain.readValidity(from, count, validity);
    ofVector.append(plain, from, count, validity, present, vectorPage, arena);
    ofScattered.append(scattered, from, count, validity, present, scatteredPage, arena);
  }

  /** Few or many values, one of them or more than the dictionary takes, with nulls or without. */
  private static byte[][] rows(Random random) {
    int maxLength = 1 + random.nextInt(List.of(8, 32, 100, 1_000).get(random.nextInt(4)));
    byte[][] distinct = new byte[1 + random.nextInt(random.nextBoolean() ? 20 : 1_000)][];
    for (int i = 0; i < distinct.length; i++) {
      distinct[i] = new byte[random.nextInt(maxLength)];
      random.nextBytes(distinct[i]);
    }
    boolean nulls = random.nextBoolean();
    byte[][] rows = new byte[1 + random.nextInt(random.nextBoolean() ? 2 : 1_000)][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = nulls && random.nextInt(5) == 0 ? null : distinct[random.nextInt(distinct.length)];
    }
    return rows;
  }

  private LeafColumn plain(byte[][] rows) {
    vector.reset();
    for (int row = 0; row < rows.length; row++) {
      if (rows[row] == null) {
        vector.setNull(row);
      } else {
        vector.setSafe(row, rows[row]);
      }
    }
    vector.setValueCount(rows.length);
    return LeafColumn.flat(vector);
  }

  /** With other bytes between them, and the last of them the first. */
  private static ScatteredBytes scattered(byte[][] rows, Random random) {
    int size = Arrays.stream(rows).mapToInt(row -> row == null ? 9 : row.length + 9).sum();
    byte[] data = new byte[size];
    random.nextBytes(data);
    int[] starts = new int[rows.length];
    int[] lengths = new int[rows.length];
    int end = 0;
    for (int row = rows.length - 1; row >= 0; row--) {
      end += random.nextInt(9);
      starts[row] = end;
      if (rows[row] != null) {
        lengths[row] = rows[row].length;
        System.arraycopy(rows[row], 0, data, end, lengths[row]);
        end += lengths[row];
      }
    }
    int longest = Arrays.stream(lengths).max().orElse(0) + random.nextInt(2);
    return new ScatteredBytes(data, starts, lengths, longest);
  }

  private void assertSamePage(PageValues ofVector, PageValues ofScattered, String description) {
    assertThat(ofScattered.rawBytes()).as(description).isEqualTo(ofVector.rawBytes());
    assertThat(ofScattered.unencodedBytes()).as(description).isEqualTo(ofVector.unencodedBytes());
    assertThat(ofScattered.statistics(0)).as(description).isEqualTo(ofVector.statistics(0));
    assertThat(ofScattered.encode(scatteredPage, arena))
        .as(description)
        .isEqualTo(ofVector.encode(vectorPage, arena));
    assertThat(bytes(scatteredPage)).as(description).isEqualTo(bytes(vectorPage));
    ofVector.clearPage();
    ofScattered.clearPage();
    vectorPage.clear();
    scatteredPage.clear();
  }

  private static byte[] bytes(PageBuffer page) {
    return Arrays.copyOf(page.array(), page.size());
  }
}
