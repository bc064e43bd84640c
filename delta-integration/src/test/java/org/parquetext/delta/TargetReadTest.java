package org.parquetext.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.spark.commit.TableSave;

/** Whether a query is seen to read the table that its rows are written to. */
class TargetReadTest extends DeltaTest {

  private TableSave save(Dataset<Row> rows) {
    return new TableSave(
        spark,
        new Path("file:" + table),
        SaveMode.Overwrite,
        rows.queryExecution().analyzed(),
        rows.schema(),
        List.of(),
        null,
        Map.of(),
        new Configuration(),
        Optional.empty());
  }

  private void createViews(String path) {
    sql("CREATE OR REPLACE TEMP VIEW temporary AS SELECT * FROM delta.`" + path + "`");
    spark.read().format("delta").load(path).where("id > 0").createOrReplaceTempView("frame");
    sql("CREATE OR REPLACE TEMP VIEW nested AS SELECT * FROM frame UNION SELECT * FROM frame");
    sql("CREATE OR REPLACE VIEW permanent AS SELECT * FROM delta.`" + path + "`");
    spark.read().format("delta").load(path).createOrReplaceGlobalTempView("everywhere");
  }

  @AfterEach
  void dropView() {
    sql("DROP VIEW IF EXISTS permanent");
    spark.catalog().dropGlobalTempView("everywhere");
  }

  /** All with {@code -Pfull}, else some of them. */
  static Stream<String> queries() {
    List<String> all =
        List.of(
            "SELECT * FROM @t",
            "SELECT * FROM @t VERSION AS OF 0",
            "SELECT * FROM temporary",
            "SELECT * FROM frame",
            "SELECT * FROM nested",
            "SELECT * FROM permanent",
            "SELECT * FROM global_temp.everywhere",
            "WITH c AS (SELECT * FROM @t) SELECT * FROM c",
            "WITH c AS (SELECT * FROM temporary), d AS (SELECT * FROM c) SELECT * FROM d JOIN c"
                + " USING (id)",
            "SELECT * FROM range(3) WHERE id IN (WITH c AS (SELECT id FROM permanent) SELECT * FROM c)",
            "SELECT * FROM range(3) r WHERE EXISTS (SELECT 1 FROM temporary t WHERE t.id = r.id)",
            "SELECT id, (SELECT max(id) FROM nested) AS m FROM range(3)",
            "SELECT * FROM range(3) r, LATERAL (SELECT text FROM permanent p WHERE p.id = r.id)",
            "SELECT id FROM range(3) UNION ALL SELECT id FROM frame");
    return all.stream().filter(query -> all.indexOf(query) % TestEffort.of(4, 1) == 0);
  }

  @ParameterizedTest
  @MethodSource("queries")
  void itIsFoundWhereverItIsNamed(String query) {
    append(rows(0, 3));
    createViews(table);
    TableSave save = save(sql(query));
    assertThat(TargetRead.isIn(save)).isTrue();
    assertThat(TargetRead.isRuledOut(save)).isFalse();
  }

  @Test
  void aCachedViewOfItIsFound() {
    append(rows(0, 3));
    createViews(table);
    Dataset<Row> cached = sql("SELECT * FROM frame").cache();
    assertThat(cached.count()).isEqualTo(2);
    assertThat(TargetRead.isIn(save(cached.select("id")))).isTrue();
    assertThat(TargetRead.isIn(save(sql("SELECT * FROM frame")))).isTrue();
  }

  @Test
  void filesOfItAreFound() {
    writer(rows(0, 3), SaveMode.Append).partitionBy("part").save(table);
    assertThat(TargetRead.isIn(save(spark.read().parquet(table + "/part=1")))).isTrue();
  }

  @Test
  void anotherTableIsNotTakenForIt() {
    String other = table + "-of-another-name";
    writer(rows(0, 3), SaveMode.Append).save(other);
    createViews(other);
    for (String query :
        List.of(
            "SELECT * FROM temporary",
            "SELECT * FROM permanent",
            "WITH c AS (SELECT * FROM nested) SELECT * FROM c WHERE id IN (SELECT id FROM frame)")) {
      TableSave save = save(sql(query));
      assertThat(TargetRead.isIn(save)).as(query).isFalse();
      assertThat(TargetRead.isRuledOut(save)).as(query).isTrue();
    }
  }
}
