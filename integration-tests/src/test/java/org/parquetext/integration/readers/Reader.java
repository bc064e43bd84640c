package org.parquetext.integration.readers;

import org.apache.spark.sql.SparkSession;
import org.parquetext.integration.fixture.ArrowCppReader;
import org.parquetext.integration.fixture.DuckDbReader;
import org.parquetext.integration.fixture.ParquetJavaReader;
import org.parquetext.integration.fixture.SparkReader;
import org.parquetext.integration.fixture.TableReader;

/** What reads the files. */
enum Reader {
  SPARK_VECTORISED("Spark, vectorised") {
    @Override
    TableReader of(SparkSession session) {
      return new SparkReader(session);
    }
  },
  SPARK_ROW_BY_ROW("Spark, row by row") {
    @Override
    TableReader of(SparkSession session) {
      return SparkReader.rowByRow(session);
    }
  },
  PARQUET_JAVA("parquet-java") {
    @Override
    TableReader of(SparkSession session) {
      return new ParquetJavaReader();
    }
  },
  DUCKDB("DuckDB") {
    @Override
    TableReader of(SparkSession session) {
      return new DuckDbReader();
    }
  },
  ARROW_CPP("Arrow C++") {
    @Override
    TableReader of(SparkSession session) {
      return new ArrowCppReader();
    }
  };

  private final String title;

  Reader(String title) {
    this.title = title;
  }

  /** Reads all columns; Spark's readers with the settings of the session. */
  abstract TableReader of(SparkSession session);

  /** The name as users know it. */
  @Override
  public String toString() {
    return title;
  }
}
