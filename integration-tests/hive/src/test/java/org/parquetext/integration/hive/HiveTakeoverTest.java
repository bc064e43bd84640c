package org.parquetext.integration.hive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.door.DoorTest;
import org.parquetext.integration.fixture.Footer;

/** Tables of Parquet in a Hive metastore, whose writes are taken over where Spark writes them. */
class HiveTakeoverTest extends DoorTest {
  private static final String CONVERTED = "spark.sql.hive.convertMetastoreParquet";
  private static final String FROM_SOURCE = " SELECT id, p FROM source";

  @BeforeEach
  void takeOver() {
    spark().conf().set("spark.parquetext.takeover", true);
  }

  /** By Spark's reader, and by Hive's. */
  private void requireSource(String table) {
    for (boolean converted : new boolean[] {true, false}) {
      spark().conf().set(CONVERTED, converted);
      assertThat(rows("SELECT id, p FROM " + table)).isEqualTo(rows("SELECT id, p FROM source"));
    }
    spark().conf().unset(CONVERTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " PARTITIONED BY (p)"})
  void storedTablesAreTakenOver(String partitioned) throws Exception {
    String columns = partitioned.isEmpty() ? "(id BIGINT, p BIGINT)" : "(id BIGINT)";
    sql(
        "CREATE TABLE t "
            + columns
            + partitioned.replace("(p)", "(p BIGINT)")
            + " STORED AS PARQUET");
    spark().conf().set("hive.exec.dynamic.partition.mode", "nonstrict");
    writing(30, "INSERT INTO t" + FROM_SOURCE);
    requireSource("t");
    writing(30, () -> spark().table("source").write().insertInto("t"));
    assertThat(count("t")).isEqualTo(60);
    writing(30, "INSERT OVERWRITE t" + FROM_SOURCE);
    requireSource("t");
    for (var file : files("t").parquetFiles()) {
      assertThat(Footer.read(file).raw().getCreated_by()).contains("parquet-ext");
    }
  }

  @Test
  void aPartitionIsOverwritten() throws Exception {
    sql("CREATE TABLE t (id BIGINT) PARTITIONED BY (p BIGINT) STORED AS PARQUET");
    writing(10, "INSERT INTO t PARTITION (p = 1) SELECT id FROM source WHERE p = 1");
    writing(1, "INSERT INTO t PARTITION (p = 2) VALUES (100)");
    writing(1, "INSERT OVERWRITE t PARTITION (p = 1) VALUES (500)");
    assertThat(rows("SELECT * FROM t")).containsExactly("[100,2]", "[500,1]");
    assertThat(rows("SHOW PARTITIONS t")).containsExactly("[p=1]", "[p=2]");
  }

  @Test
  void aTableIsStoredWithRows() throws Exception {
    writing(30, "CREATE TABLE t STORED AS PARQUET AS" + FROM_SOURCE);
    requireSource("t");
    writing(30, "CREATE TABLE u USING parquet PARTITIONED BY (p) AS" + FROM_SOURCE);
    writing(30, () -> spark().table("source").write().mode("append").insertInto("u"));
    assertThat(count("u")).isEqualTo(60);
  }

  @Test
  void aDirectoryIsTakenOver() throws Exception {
    String path = directory().resolve("stored").toString();
    writing(30, "INSERT OVERWRITE DIRECTORY '" + path + "' STORED AS PARQUET" + FROM_SOURCE);
    assertThat(spark().read().parquet(path).count()).isEqualTo(30);
  }

  @Test
  void whatHiveWritesStaysHives() throws Exception {
    sql("CREATE TABLE t (id BIGINT, p BIGINT) STORED AS PARQUET");
    spark().conf().set(CONVERTED, false);
    writing(0, "INSERT INTO t" + FROM_SOURCE);
    requireSource("t");
    sql("CREATE TABLE other (id BIGINT, p BIGINT) STORED AS ORC");
    writing(0, "INSERT INTO other" + FROM_SOURCE);
    assertThat(count("other")).isEqualTo(30);
  }
}
