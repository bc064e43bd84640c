package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.compression.WithoutBrotli;
import org.parquetext.options.WriteOptions;

/** A codec whose library is not on the class path. */
class MissingCodecTest {

  private static final ArrowType LONG = new ArrowType.Int(64, true);
  private static final Schema SCHEMA =
      new Schema(List.of(Field.nullable("a", LONG), Field.nullable("b", LONG)));

  @TempDir private Path folder;
  private URLClassLoader loader;

  @BeforeEach
  void hidesTheLibrary() {
    loader = WithoutBrotli.loader(ArrowParquetWriter.class);
  }

  @AfterEach
  void closesTheLoader() throws Exception {
    loader.close();
  }

  @Test
  void isRefusedWhenTheWriterIsBuilt() {
    assertRefused("a", "compression", "brotli");
  }

  @Test
  void isRefusedForOneColumn() {
    assertRefused("b", "compression#b", "brotli");
  }

  @Test
  void isNotMissedByColumnsThatHaveOthers() throws Exception {
    try (AutoCloseable writer =
        build("compression", "brotli", "compression#a", "zstd", "compression#b", "gzip")) {
      assertThat(writer.getClass().getClassLoader()).isSameAs(loader);
    }
  }

  private void assertRefused(String column, String... options) {
    assertThatThrownBy(() -> build(options))
        .isInstanceOf(InvocationTargetException.class)
        .cause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot write column `" + column + "`: ")
        .hasMessageContaining("com.aayushatharva.brotli4j:brotli4j");
    assertThat(folder).isEmptyDirectory();
  }

  /** {@code ArrowParquetWriter.builder(…).options(…).build()} with the classes of the loader. */
  private AutoCloseable build(String... options) throws ReflectiveOperationException {
    OutputFile file = new LocalOutputFile(folder.resolve("a"));
    Object builder =
        loader
            .loadClass(ArrowParquetWriter.class.getName())
            .getMethod("builder", OutputFile.class, Schema.class)
            .invoke(null, file, SCHEMA);
    Class<?> optionsClass = loader.loadClass(WriteOptions.class.getName());
    builder.getClass().getMethod("options", optionsClass).invoke(builder, options(options));
    return (AutoCloseable) builder.getClass().getMethod("build").invoke(builder);
  }

  private Object options(String... keysAndValues) throws ReflectiveOperationException {
    Object options =
        loader.loadClass(WriteOptions.class.getName()).getMethod("builder").invoke(null);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      options
          .getClass()
          .getMethod("set", String.class, String.class)
          .invoke(options, keysAndValues[i], keysAndValues[i + 1]);
    }
    return options.getClass().getMethod("build").invoke(options);
  }
}
