package org.parquetext.spark.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.spark.ParquetExtDataSource;
import org.parquetext.spark.ParquetExtExtensions;
import org.parquetext.spark.ParquetExtFileFormat;

class SourceNameTest {

  @ParameterizedTest
  @ValueSource(strings = {"parquet-ext", "Parquet-EXT"})
  void aTableNamesTheSourceInAnyCase(String provider) {
    assertThat(SourceName.isOf(provider)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(classes = {ParquetExtDataSource.class, ParquetExtFileFormat.class})
  void aTableMayNameTheClass(Class<?> door) {
    assertThat(SourceName.isOf(door.getName())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "delta", "org.parquetext.spark.ParquetExtExtensions"})
  void otherNamesAreOfOthers(String provider) {
    assertThat(SourceName.isOf(provider)).isFalse();
  }

  @Test
  void filesAreOfTheFormatThatWritesThem() {
    assertThat(SourceName.isOf(new ParquetExtFileFormat())).isTrue();
    assertThat(SourceName.isOf(new ParquetExtDataSource())).isTrue();
    assertThat(SourceName.isOf(new ParquetFileFormat())).isFalse();
  }

  @Test
  void theExtensionsAreThoseThatSparkLoads() {
    assertThat(SourceName.EXTENSIONS).isEqualTo(ParquetExtExtensions.class.getName());
  }
}
