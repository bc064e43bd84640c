package org.parquetext.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parquetext.spark.commit.TableSave;
import org.parquetext.spark.conf.TableSettings;

/** Whether what Delta makes of files after a commit could be in plaintext, or have other keys. */
@ExtendWith(DeltaSpark.class)
class OptionRulesTest {

  private static final String KEY = "parquet.encryption.uniform.key";
  private static final String FACTORY = "parquet.crypto.factory.class";
  private static final String FOR_PARQUET_EXT = "spark.datasource.parquet-ext.";

  private SparkSession session;

  @BeforeEach
  void setSession(SparkSession spark) {
    session = spark;
  }

  private boolean encrypts(Map<String, String> options) {
    Map<String, String> given = new TreeMap<>(options);
    given.put("commitProtocol", "delta");
    TableSettings settings = TableSettings.of(session, given).orElseThrow();
    Dataset<Long> rows = session.range(1);
    return OptionRules.encrypts(
        new TableSave(
            session,
            new Path("/some/table"),
            SaveMode.Append,
            rows.queryExecution().analyzed(),
            rows.schema(),
            List.of(),
            settings.options(),
            given,
            settings.hadoopConfiguration(),
            Optional.empty()));
  }

  @Test
  void aWriteWithoutKeysDoesNotDiffer() {
    assertThat(encrypts(Map.of("compression", "zstd", "fs.some.key", "a"))).isFalse();
  }

  @Test
  void keysOfTheWriteAreOfItAlone() {
    assertThat(encrypts(Map.of(KEY, "a"))).isTrue();
    assertThat(encrypts(Map.of(FACTORY, "a"))).isTrue();
  }

  @Test
  void keysOfTheSessionForParquetExtAreOfItAlone() {
    session.conf().set(FOR_PARQUET_EXT + KEY, "a");
    assertThat(encrypts(Map.of())).isTrue();
  }

  @Test
  void keysOfTheSessionForAllHoldForDeltaToo() {
    session.conf().set(KEY, "a");
    assertThat(encrypts(Map.of())).isFalse();
    assertThat(encrypts(Map.of(KEY, "a"))).isFalse();
  }

  @Test
  void anotherKeyThanTheSessionsIsOfTheWriteAlone() {
    session.conf().set(KEY, "a");
    assertThat(encrypts(Map.of(KEY, "b"))).isTrue();
    session.conf().set(FOR_PARQUET_EXT + KEY, "b");
    assertThat(encrypts(Map.of())).isTrue();
  }
}
