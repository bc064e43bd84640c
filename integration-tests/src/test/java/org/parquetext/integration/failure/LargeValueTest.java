package org.parquetext.integration.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** One value is always admitted, whatever its size. */
class LargeValueTest extends FailureTest {
  private static final int BYTES = 300 << 20;

  /** Depends on the row, lest Spark keep the text itself in its plans. */
  private static final String TEXT = "repeat(concat('012345678', id), %d)".formatted(BYTES / 10);

  @Test
  void aTextOfThreeHundredMegabytesIsWritten() {
    save(table(3, "id", "IF(id = 1, %s, 'short') AS text".formatted(TEXT)));
    Row written =
        spark()
            .read()
            .parquet(table().toString())
            .selectExpr("count(*)", "max(length(text))", "max(md5(text)) FILTER (WHERE id = 1)")
            .head();
    assertThat(written.getLong(0)).isEqualTo(3);
    assertThat(written.getInt(1)).isEqualTo(BYTES);
    assertThat(written.getString(2)).isEqualTo(digest());
  }

  private String digest() {
    return table(2, "id").where("id = 1").selectExpr("md5(%s)".formatted(TEXT)).head().getString(0);
  }
}
