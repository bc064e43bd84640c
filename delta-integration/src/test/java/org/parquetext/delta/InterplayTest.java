package org.parquetext.delta;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.Test;

/** What Delta does with tables that were written here. */
class InterplayTest extends DeltaTest {

  private static final String FEATURES = "delta.enable";

  private void create(String... properties) {
    var writer = writer(rows(0, 20), SaveMode.Append).partitionBy("part");
    for (int i = 0; i < properties.length; i += 2) {
      writer = writer.option(properties[i], properties[i + 1]);
    }
    writer.save(table);
  }

  @Test
  void deletionVectorsMergeAndOptimize() {
    create(FEATURES + "DeletionVectors", "true");
    sql("DELETE FROM @t WHERE id = 4");
    append(rows(20, 30));
    rows(28, 40).createOrReplaceTempView("source");
    sql(
        "MERGE INTO @t t USING source s ON t.id = s.id WHEN MATCHED THEN UPDATE SET text = 'new'"
            + " WHEN NOT MATCHED THEN INSERT *");
    assertThat(read().count()).isEqualTo(39);
    assertThat(read().where("text = 'new'").count()).isEqualTo(2);
    KernelReader.assertReadsTheSameAs(read(), table);
    sql("OPTIMIZE @t");
    append(rows(40, 50));
    sql("VACUUM @t RETAIN 0 HOURS");
    assertThat(read().count()).isEqualTo(49);
    KernelReader.assertReadsTheSameAs(read(), table);
  }

  @Test
  void anOverwriteRemovesFilesThatHaveDeletionVectors() {
    create(FEATURES + "DeletionVectors", "true");
    sql("DELETE FROM @t WHERE id = 4");
    writer(rows(100, 103), SaveMode.Overwrite).save(table);
    assertThat(ids()).containsExactly(numbers(100, 103));
    sql("RESTORE TABLE @t TO VERSION AS OF 1");
    assertThat(ids()).hasSize(19).doesNotContain(4L);
    KernelReader.assertReadsTheSameAs(read(), table);
  }

  @Test
  @FullEffort
  void timeTravelAndRestore() {
    create();
    append(rows(20, 30));
    assertThat(spark.read().format("delta").option("versionAsOf", 0).load(table).count())
        .isEqualTo(20);
    sql("RESTORE TABLE @t TO VERSION AS OF 0");
    assertThat(ids()).containsExactly(numbers(0, 20));
  }

  @Test
  void theChangeFeedTellsOfAppendsAndOverwrites() {
    create(FEATURES + "ChangeDataFeed", "true");
    append(rows(20, 30));
    writer(rows(0, 5), SaveMode.Overwrite).save(table);
    Dataset<Row> changes =
        spark
            .read()
            .format("delta")
            .option("readChangeFeed", "true")
            .option("startingVersion", 1)
            .load(table);
    assertThat(changes.where("_commit_version = 1 and _change_type = 'insert'").count())
        .isEqualTo(10);
    assertThat(changes.where("_commit_version = 2 and _change_type = 'delete'").count())
        .isEqualTo(30);
    assertThat(changes.where("_commit_version = 2 and _change_type = 'insert'").count())
        .isEqualTo(5);
  }

  @Test
  void aStreamReadsEachRowOnce() throws Exception {
    create();
    String target = directory.resolve("target").toString();
    for (int i = 0; i < 2; i++) {
      spark
          .readStream()
          .format("delta")
          .load(table)
          .writeStream()
          .format("delta")
          .trigger(Trigger.AvailableNow())
          .option("checkpointLocation", directory.resolve("checkpoint").toString())
          .start(target)
          .awaitTermination();
      append(rows(20, 30));
    }
    assertThat(spark.read().format("delta").load(target).count()).isEqualTo(30);
  }

  @Test
  void rowTrackingInCommitTimestampsAndCheckpointsAreKept() {
    create(
        FEATURES + "RowTracking",
        "true",
        FEATURES + "InCommitTimestamps",
        "true",
        "delta.checkpointPolicy",
        "v2",
        "delta.checkpointInterval",
        "2");
    append(rows(20, 25));
    append(rows(25, 30));
    append(rows(30, 35));
    assertThat(new File(table, "_delta_log").list())
        .anyMatch(name -> name.contains(".checkpoint."));
    DeltaLog.clearCache();
    assertThat(ids()).containsExactly(numbers(0, 35));
    assertThat(read().select("_metadata.row_id").distinct().count()).isEqualTo(35);
    KernelReader.assertReadsTheSameAs(read(), table);
  }

  @Test
  @FullEffort
  void aClusteredTableStaysClustered() {
    sql("CREATE TABLE @t (id long, text string, part int) USING delta CLUSTER BY (id)");
    append(rows(0, 10));
    writer(rows(5, 15), SaveMode.Overwrite).save(table);
    assertThat(sql("DESCRIBE DETAIL @t").selectExpr("clusteringColumns[0]").first().getString(0))
        .isEqualTo("id");
    sql("OPTIMIZE @t");
    assertThat(ids()).containsExactly(numbers(5, 15));
  }

  @Test
  void widenedTypesAndVariantsAreWritten() {
    sql(
        "CREATE TABLE @t (id long, n short, v variant) USING delta TBLPROPERTIES"
            + " ('delta.enableTypeWidening' = 'true')");
    append(rows(0, 5).select(expr("id"), expr("cast(id as short) n"), expr("parse_json('1') v")));
    sql("ALTER TABLE @t ALTER COLUMN n TYPE int");
    append(rows(5, 10).select(expr("id"), expr("100000 n"), expr("parse_json('{\"a\": 2}') v")));
    assertThat(read().where("n = 100000 and variant_get(v, '$.a', 'int') = 2").count())
        .isEqualTo(5);
    assertThat(ids()).containsExactly(numbers(0, 10));
  }

  @Test
  void statisticsCountTheRows() {
    create();
    assertThat(files()).allSatisfy(file -> assertThat(file.stats()).contains("\"numRecords\":"));
    assertThat(read().count()).isEqualTo(20);
  }
}
