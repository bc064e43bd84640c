package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.TransferPair;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.pipeline.ColumnKind.Nullability;
import org.parquetext.pipeline.ColumnKind.Nulls;

/** Roots as callers come with them: sliced, empty, reused, of another schema. */
class RootInputTest {

  private static final List<ColumnKind> KINDS = ColumnKinds.all();
  private static final Schema SCHEMA = RandomBatch.schema(KINDS, Nullability.NULLABLE);

  private final BufferAllocator allocator = new RootAllocator();
  private final MemoryFile file = new MemoryFile();
  private final ArrowParquetWriter writer =
      ArrowParquetWriter.builder(file, SCHEMA).runtime(EncoderRuntime.create(1, 1 << 30)).build();

  @AfterEach
  void freesAll() {
    writer.close();
    allocator.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 63, 64, 65})
  void slicesOfARootStartAtAnyRow(int from) throws IOException {
    try (RandomBatch batch = batch(200);
        VectorSchemaRoot slice = batch.root().slice(from, 130)) {
      writer.write(slice);
      writer.close();

      assertThat(file.rows()).isEqualTo(batch.rows().subList(from, from + 130));
    }
  }

  @Test
  void splitVectorsNeedNotOwnTheirBuffers() throws IOException {
    try (RandomBatch batch = batch(200);
        VectorSchemaRoot part = split(batch.root(), 13, 100)) {
      writer.write(part);
      writer.close();

      assertThat(file.rows()).isEqualTo(batch.rows().subList(13, 113));
    }
  }

  @Test
  void emptyRootsWithoutBuffersLeaveNoRows() throws IOException {
    try (VectorSchemaRoot empty = VectorSchemaRoot.create(SCHEMA, allocator)) {
      assertThat(empty.getVector("c" + indexOf("utf8")).getOffsetBuffer().capacity()).isZero();
      writer.write(empty);
      writer.close();

      assertThat(file.rows()).isEmpty();
    }
  }

  @Test
  void emptyRootsMayComeBetweenOthers() throws IOException {
    try (RandomBatch batch = batch(50);
        VectorSchemaRoot empty = VectorSchemaRoot.create(SCHEMA, allocator)) {
      writer.write(empty);
      writer.write(batch.root());
      writer.write(empty);
      writer.write(batch.root());
      writer.close();

      List<List<Object>> twice = new ArrayList<>(batch.rows());
      twice.addAll(batch.rows());
      assertThat(file.rows()).isEqualTo(twice);
    }
  }

  @Test
  void aRootMayBeOverwrittenAndFreedWhenWriteReturns() throws IOException {
    List<List<Object>> expected;
    try (RandomBatch batch = batch(5_000)) {
      expected = batch.rows();
      writer.write(batch.root());
      for (FieldVector vector : batch.root().getFieldVectors()) {
        vector.getDataBuffer().setOne(0, vector.getDataBuffer().capacity());
      }
    }
    writer.close();

    assertThat(file.rows()).isEqualTo(expected);
  }

  @Test
  void aRootOfAnotherSchemaIsRefusedAndTheWriterGoesOn() throws IOException {
    List<Field> fields = new ArrayList<>(SCHEMA.getFields());
    fields.set(0, Field.nullable("other", fields.get(0).getType()));
    try (RandomBatch batch = batch(10);
        VectorSchemaRoot other = VectorSchemaRoot.create(new Schema(fields), allocator)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> writer.write(other))
          .withMessageStartingWith("Cannot write a batch of another schema")
          .withMessageContaining("other");
      writer.write(batch.root());
      writer.close();

      assertThat(file.rows()).isEqualTo(batch.rows());
    }
  }

  @Test
  void aSliceThatLostItsNullabilityIsAccepted() throws IOException {
    Schema schema = RandomBatch.schema(KINDS, Nullability.NOT_NULL);
    MemoryFile strictFile = new MemoryFile();
    try (RandomBatch batch =
            RandomBatch.of(allocator, schema, KINDS, Nulls.NONE, 20, new Random(3));
        VectorSchemaRoot slice = batch.root().slice(5, 10)) {
      assertThat(slice.getSchema()).isNotEqualTo(schema);
      try (ArrowParquetWriter strict = ArrowParquetWriter.builder(strictFile, schema).build()) {
        strict.write(slice);
      }
      assertThat(strictFile.rows()).isEqualTo(batch.rows().subList(5, 15));
    }
  }

  @Test
  void aNullInANotNullColumnFailsNamingTheColumn() {
    Schema schema = new Schema(List.of(Field.notNullable("a", new ArrowType.Utf8())));
    MemoryFile unfinished = new MemoryFile("b.parquet");
    ArrowParquetWriter strict =
        ArrowParquetWriter.builder(unfinished, schema).runtime(EncoderRuntime.create(1, 9)).build();
    try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
      ((VarCharVector) root.getVector("a")).setSafe(0, new byte[3]);
      root.setRowCount(3);

      assertThatThrownBy(() -> strict.write(root))
          .hasMessageContaining("Cannot write column `a`: 2 of 3 rows are null")
          .hasMessageEndingWith("(row group 0 of the writer, file b.parquet)");
    }
    assertThat(unfinished.isDiscarded()).isTrue();
  }

  private RandomBatch batch(int rows) {
    return RandomBatch.of(allocator, SCHEMA, KINDS, Nulls.SOME, rows, new Random(rows));
  }

  private static int indexOf(String kind) {
    return KINDS.indexOf(KINDS.stream().filter(k -> k.toString().equals(kind)).findAny().get());
  }

  private VectorSchemaRoot split(VectorSchemaRoot root, int from, int rows) {
    List<FieldVector> parts = new ArrayList<>();
    for (FieldVector vector : root.getFieldVectors()) {
      TransferPair pair = vector.getTransferPair(allocator);
      pair.splitAndTransfer(from, rows);
      parts.add((FieldVector) pair.getTo());
    }
    return new VectorSchemaRoot(Collections.unmodifiableList(parts));
  }
}
