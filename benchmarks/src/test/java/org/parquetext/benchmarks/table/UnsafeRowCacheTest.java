package org.parquetext.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.parquetext.benchmarks.contest.CachedTable;
import org.parquetext.benchmarks.spark.LocalSparkExtension;

class UnsafeRowCacheTest {

  @RegisterExtension static final LocalSparkExtension SPARK = new LocalSparkExtension();

  private final Dataset<Row> table =
      SPARK.session().range(0, 10_000, 1, 3).selectExpr("id", "nullif(repeat('x', id % 50), '') t");

  @AfterEach
  void dropCache() {
    SPARK.session().catalog().clearCache();
  }

  @Test
  void keepsAllRows() {
    Dataset<Row> uncached = table.selectExpr("id", "t");
    CachedTable cached = CachedTable.load(SPARK.session(), table);

    assertThat(cached.rowCount()).isEqualTo(10_000);
    assertThat(cached.rows().collectAsList()).isEqualTo(uncached.collectAsList());
  }

  @Test
  void givesSelectedColumns() {
    CachedTable cached = CachedTable.load(SPARK.session(), table);

    assertThat(cached.rows().select("t").filter("t is null").count()).isEqualTo(200);
    assertThat(cached.rows().select("t", "id").first().getLong(1)).isZero();
  }
}
