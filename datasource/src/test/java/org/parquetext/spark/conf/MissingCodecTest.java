package org.parquetext.spark.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parquetext.compression.WithoutBrotli;
import org.parquetext.spark.LocalSpark;

/** A codec whose library is not on the driver's class path. */
@ExtendWith(LocalSpark.class)
class MissingCodecTest {

  private static final StructType ROWS = StructType.fromDDL("id bigint, name string");

  @Test
  void isRefusedWhilePlanning(SparkSession spark) throws Exception {
    try (URLClassLoader loader = WithoutBrotli.loader(SparkWriteConf.class)) {
      assertThat(conf(loader, spark, Map.of("compression", "zstd"))).isNotNull();
      assertRefused("id", loader, spark, Map.of("compression", "brotli"));
      assertRefused("name", loader, spark, Map.of("compression#name", "brotli"));
      spark.conf().set("spark.sql.parquet.compression.codec", "brotli");
      assertRefused("id", loader, spark, Map.of());
    }
  }

  @Test
  void isNotMissedWhenItIsThere(SparkSession spark) throws IOException {
    WriteColumns columns = WriteColumns.of(ROWS, List.of(), false);
    new SparkWriteConf(spark, Map.of("compression", "brotli"), columns);
  }

  private static void assertRefused(
      String column, ClassLoader loader, SparkSession spark, Map<String, String> options) {
    assertThatThrownBy(() -> conf(loader, spark, options))
        .isInstanceOf(InvocationTargetException.class)
        .cause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot write column `" + column + "`: ")
        .hasMessageContaining("com.aayushatharva.brotli4j:brotli4j");
  }

  /** {@code new SparkWriteConf(…)} with the classes of another loader. */
  private static Object conf(ClassLoader loader, SparkSession spark, Map<String, String> options)
      throws ReflectiveOperationException {
    Class<?> columnsClass = loader.loadClass(WriteColumns.class.getName());
    Object columns =
        columnsClass
            .getMethod("of", StructType.class, List.class, boolean.class)
            .invoke(null, ROWS, List.of(), false);
    return loader
        .loadClass(SparkWriteConf.class.getName())
        .getConstructor(SparkSession.class, Map.class, columnsClass)
        .newInstance(spark, options, columns);
  }
}
