package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.Text;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.OutputFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.file.HadoopOutput;
import org.parquetext.options.WriteOptions;

/** How to write Arrow data to Parquet without Spark. */
class ArrowParquetWriterExampleTest {

  private static final Schema PEOPLE =
      new Schema(
          List.of(
              Field.notNullable("id", new ArrowType.Int(64, true)),
              Field.nullable("name", new ArrowType.Utf8())));

  @TempDir private java.nio.file.Path folder;

  private BufferAllocator allocator;
  private VectorSchemaRoot people;

  @BeforeEach
  void opensARoot() {
    allocator = new RootAllocator();
    people = VectorSchemaRoot.create(PEOPLE, allocator);
  }

  @AfterEach
  void freesIt() {
    people.close();
    allocator.close();
  }

  @Test
  void oneFile() throws IOException {
    OutputFile file = HadoopOutput.of(path("people.parquet"), new Configuration());

    try (ArrowParquetWriter writer = ArrowParquetWriter.builder(file, PEOPLE).build()) {
      load("Ada", "Grace");
      writer.write(people);
      load("Mary", null); // the root may be reused when write has returned
      writer.write(people);
    }

    assertThat(names("people.parquet")).containsExactly("Ada", "Grace", "Mary", null);
  }

  @Test
  void optionsAndFacts() {
    OutputFile file = HadoopOutput.of(path("people.parquet"), new Configuration());
    WriteOptions options =
        WriteOptions.builder()
            .set("compression", "zstd")
            .set("compressionLevel", "9")
            .set("dictionaryEnabled#id", "false")
            .set("rowGroupSizeBytes", "64m")
            .build();
    ArrowParquetWriter writer =
        ArrowParquetWriter.builder(file, PEOPLE)
            .options(options)
            .keyValueMetadata("source", "example")
            .build();

    load("Ada", "Grace", "Mary");
    writer.write(people);
    writer.flush(); // ends the row group
    assertThat(writer.progress().rowsWritten()).isEqualTo(3);
    writer.write(people);
    writer.close();

    WrittenFile facts = writer.files().get(0);
    assertThat(facts.rows()).isEqualTo(6);
    assertThat(facts.rowGroupRows()).containsExactly(3, 3);
    assertThat(facts.bytes()).isEqualTo(folder.resolve("people.parquet").toFile().length());
    assertThat(facts.footer().getFileMetaData().getKeyValueMetaData())
        .containsEntry("source", "example");
  }

  @Test
  void severalFiles() {
    int[] number = {0};
    Supplier<OutputFile> files = () -> output("part-" + number[0]++ + ".parquet");
    WriteOptions options = WriteOptions.builder().set("maxRecordsPerFile", "2").build();
    ArrowParquetWriter writer = ArrowParquetWriter.builder(files, PEOPLE).options(options).build();

    load("Ada", "Grace", "Mary");
    writer.write(people);
    writer.close();

    assertThat(writer.files()).extracting(WrittenFile::rows).containsExactly(2L, 1L);
    assertThat(writer.files())
        .extracting(WrittenFile::closedBy)
        .containsExactly(CloseReason.ROWS, CloseReason.END);
  }

  @Test
  void inTheBackground() {
    OutputFile file = HadoopOutput.of(path("people.parquet"), new Configuration());
    ArrowParquetWriter writer = ArrowParquetWriter.builder(file, PEOPLE).build();

    load("Ada", "Grace");
    CompletableFuture<List<WrittenFile>> done =
        writer.writeAsync(people).thenCompose(written -> writer.closeAsync());

    assertThat(done.join()).extracting(WrittenFile::rows).containsExactly(2L);
  }

  @Test
  void givingUp() {
    OutputFile file = HadoopOutput.of(path("people.parquet"), new Configuration());
    ArrowParquetWriter writer = ArrowParquetWriter.builder(file, PEOPLE).build();

    load("Ada", "Grace");
    writer.write(people);
    writer.abort();

    assertThat(folder).isEmptyDirectory();
  }

  private void load(String... names) {
    BigIntVector ids = (BigIntVector) people.getVector("id");
    VarCharVector texts = (VarCharVector) people.getVector("name");
    ids.allocateNew(names.length);
    texts.allocateNew();
    for (int i = 0; i < names.length; i++) {
      ids.set(i, i);
      if (names[i] == null) {
        texts.setNull(i);
      } else {
        texts.setSafe(i, new Text(names[i]));
      }
    }
    people.setRowCount(names.length);
  }

  private Path path(String name) {
    return new Path(folder.resolve(name).toUri());
  }

  private OutputFile output(String name) {
    return HadoopOutput.of(path(name), new Configuration());
  }

  private List<String> names(String file) throws IOException {
    List<String> names = new ArrayList<>();
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), path(file)).build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        boolean present = row.getFieldRepetitionCount("name") > 0;
        names.add(present ? row.getString("name", 0) : null);
      }
    }
    return names;
  }
}
