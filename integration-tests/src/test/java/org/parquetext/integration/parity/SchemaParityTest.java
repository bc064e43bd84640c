package org.parquetext.integration.parity;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.parquetext.integration.fixture.ParityTest;

class SchemaParityTest extends ParityTest {

  @Test
  void unusualColumnNames() {
    parity()
        .require(
            table(
                3,
                "id AS `with space`",
                "id AS `cost: $`",
                "id AS `größe`",
                "id AS `a.b`",
                "id AS `semi;colon`",
                "id AS `{braces}`",
                "id AS `1`",
                "id AS `=`",
                "id AS `#hash`",
                "id AS `quote'\"`"));
  }

  @Test
  void commentsAndFieldIdsOfColumns() {
    Metadata identified = new MetadataBuilder().putLong("parquet.field.id", 7).build();
    StructType schema =
        new StructType()
            .add("identified", DataTypes.LongType, true, identified)
            .add("commented", DataTypes.StringType, true, "what it is");
    parity()
        .require(
            spark()
                .createDataFrame(
                    table(5, "id AS identified", "'x' AS commented").javaRDD(), schema));
  }

  @Test
  void textOfLimitedLength() {
    Metadata limited =
        new MetadataBuilder().putString("__CHAR_VARCHAR_TYPE_STRING", "varchar(9)").build();
    StructType schema = new StructType().add("v", DataTypes.StringType, true, limited);
    parity()
        .require(spark().createDataFrame(table(5, "CAST(id AS STRING) AS v").javaRDD(), schema));
  }

  @Test
  void fiveHundredColumns() {
    String[] columns = new String[500];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = "CAST(id + %1$d AS %2$s) AS c%1$d".formatted(i, i % 2 == 0 ? "INT" : "STRING");
    }
    parity().require(table(2_000, columns));
  }

  @Test
  void noRows() {
    parity().require(table(0, "id", "CAST(id AS STRING) AS text", "id > 0 AS flag"));
  }
}
