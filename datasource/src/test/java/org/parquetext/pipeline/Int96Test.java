package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.JulianFields;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Timestamps in microseconds written as INT96, as the message type asks for. */
class Int96Test {

  private static final MessageType TYPE =
      MessageTypeParser.parseMessageType("message m { optional int96 t; }");
  private static final Schema SCHEMA =
      new Schema(
          List.of(Field.nullable("t", new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC"))));

  private final BufferAllocator allocator = new RootAllocator();
  private final MemoryFile file = new MemoryFile();

  @AfterEach
  void freesAll() {
    allocator.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void holdsJulianDayAndNanosecondsOfTheDay(String dictionary) throws IOException {
    Random random = new Random(5);
    long[] micros = new long[2_000];
    for (int i = 0; i < micros.length; i++) {
      micros[i] = random.nextInt(3) > 0 ? i % 10 : (random.nextLong() >> 8);
    }
    write(dictionary, micros);

    List<List<Object>> rows = file.rows();
    assertThat(rows).hasSize(micros.length + 1);
    for (int i = 0; i < micros.length; i++) {
      NanoTime time = NanoTime.fromBinary((Binary) rows.get(i).get(0));
      Instant instant = Instant.EPOCH.plus(micros[i], ChronoUnit.MICROS);
      LocalDate date = LocalDate.ofInstant(instant, ZoneOffset.UTC);
      LocalTime ofDay = LocalTime.ofInstant(instant, ZoneOffset.UTC);
      assertThat((long) time.getJulianDay())
          .as("%d", micros[i])
          .isEqualTo(date.getLong(JulianFields.JULIAN_DAY));
      assertThat(time.getTimeOfDayNanos()).as("%d", micros[i]).isEqualTo(ofDay.toNanoOfDay());
    }
    assertThat(rows.get(micros.length).get(0)).isNull();
  }

  @Test
  void beyondTheJulianDaysItWrapsAroundAndBackAsInSpark() throws IOException {
    long microsPerDay = 86_400_000_000L;
    write("true", Long.MAX_VALUE, Long.MIN_VALUE);

    List<List<Object>> rows = file.rows();
    for (int i = 0; i < 2; i++) {
      NanoTime time = NanoTime.fromBinary((Binary) rows.get(i).get(0));
      long read =
          (time.getJulianDay() - 2_440_588L) * microsPerDay + time.getTimeOfDayNanos() / 1000;
      assertThat(read).isEqualTo(i == 0 ? Long.MAX_VALUE : Long.MIN_VALUE);
    }
  }

  private void write(String dictionary, long... micros) {
    try (VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator);
        ArrowParquetWriter writer =
            ArrowParquetWriter.builder(file, SCHEMA)
                .messageType(TYPE)
                .options(TestWrites.options("dictionaryEnabled", dictionary, "verify", "full"))
                .runtime(EncoderRuntime.create(1, 1 << 20))
                .build()) {
      TimeStampMicroTZVector times = (TimeStampMicroTZVector) root.getVector("t");
      times.allocateNew(micros.length + 1);
      for (int i = 0; i < micros.length; i++) {
        times.set(i, micros[i]);
      }
      root.setRowCount(micros.length + 1);
      writer.write(root);
    }
  }
}
