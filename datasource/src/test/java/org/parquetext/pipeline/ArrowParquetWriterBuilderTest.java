package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the builder refuses, before any file is made. */
class ArrowParquetWriterBuilderTest {

  private static final Field LONG = Field.nullable("a", new ArrowType.Int(64, true));

  private final MemoryFile file = new MemoryFile();
  private final EncoderRuntime runtime = EncoderRuntime.create(1, 1);

  @AfterEach
  void nothingWasStarted() {
    assertThat(file.isCreated()).isFalse();
    assertThat(runtime.groups()).isZero();
  }

  @Test
  void aTypeThatHasNoParquetForm() {
    assertRefused(builder(Field.nullable("n", new ArrowType.Null())))
        .withMessageStartingWith("Cannot write column `n` of Arrow type Null: ");
  }

  @Test
  void aSchemaWithoutFields() {
    assertRefused(builder()).withMessage("Cannot write a schema without fields");
    assertRefused(builder().messageType(new MessageType("m")))
        .withMessageStartingWith("Cannot write 0 Arrow fields");
  }

  @Test
  void aMessageTypeWithOtherColumns() {
    assertRefused(builder(LONG).messageType(parse("optional int64 a; optional int64 b;")))
        .withMessageStartingWith("Cannot write 1 Arrow fields to the columns of");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "optional group a { optional int64 b; }",
        "repeated int64 a;",
        "optional int32 a;"
      })
  void aColumnOfAnotherForm(String columns) {
    assertRefused(builder(LONG).messageType(parse(columns)))
        .withMessageStartingWith("Cannot write column `a")
        .withMessageContaining("cannot become Parquet");
  }

  @Test
  void namesThatNoReaderCouldTellApart() {
    PrimitiveType same = new PrimitiveType(Repetition.OPTIONAL, PrimitiveTypeName.INT64, "b");
    PrimitiveType nameless = new PrimitiveType(Repetition.OPTIONAL, PrimitiveTypeName.INT64, "");

    assertRefused(builder(LONG, LONG).messageType(new MessageType("m", same, same)))
        .withMessage("Cannot write column `b`: two fields have this name. Rename one.");
    assertRefused(builder(LONG).messageType(new MessageType("m", nameless)))
        .withMessageStartingWith("Cannot write a column without a name");
  }

  @Test
  void anOptionOfAColumnThatIsNotThere() {
    assertRefused(builder(LONG).options(TestWrites.options("compression#b", "zstd")))
        .withMessage("Cannot apply the options of column `b`: there is no such column");
  }

  @Test
  void anEncodingThatTheColumnsTypeDoesNotHave() {
    assertRefused(builder(LONG).options(TestWrites.options("encoding#a", "DELTA_BYTE_ARRAY")))
        .withMessageStartingWith("Cannot write column `a` with `encoding#a` = `DELTA_BYTE_ARRAY`");
  }

  @ParameterizedTest
  @ValueSource(strings = {"b", "A", "a.b"})
  void sortingColumnsThatAreNotThere(String column) {
    assertRefused(builder(LONG).options(TestWrites.options("sortingColumns", column)))
        .withMessageStartingWith("Cannot sort by `" + column + "` (`sortingColumns`)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"footer", "full"})
  void aFileToVerifyThatCannotBeReadAgain(String verify) {
    Schema schema = new Schema(List.of(LONG));
    OutputFile unreadable = new UnreadableOutput(file);

    assertRefused(
            ArrowParquetWriter.builder(unreadable, schema)
                .options(TestWrites.options("verify", verify))
                .runtime(runtime))
        .withMessageStartingWith("Cannot verify file memory: a ")
        .withMessageContaining("cannot be read again")
        .withMessageContaining("HadoopOutput");
  }

  @Test
  void aCodecToVerifyThatParquetJavaCannotRead() {
    String[] brotli = {"compression", "snappy", "compression#a", "brotli", "verify", "full"};
    assertRefused(builder(LONG).options(TestWrites.options(brotli)))
        .withMessageStartingWith("Cannot write column `a` with `verify` = `full`: ")
        .withMessageContaining("`brotli` without class org.apache.hadoop.io.compress.BrotliCodec");
    brotli[5] = "footer";
    builder(LONG).options(TestWrites.options(brotli)).build().abort();
  }

  private ArrowParquetWriterBuilder builder(Field... fields) {
    return ArrowParquetWriter.builder(file, new Schema(List.of(fields))).runtime(runtime);
  }

  private static MessageType parse(String columns) {
    return MessageTypeParser.parseMessageType("message m { " + columns + " }");
  }

  private static ThrowableAssertAlternative<IllegalArgumentException> assertRefused(
      ArrowParquetWriterBuilder builder) {
    return assertThatIllegalArgumentException().isThrownBy(builder::build);
  }
}
