package org.parquetext.integration.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.parquet.format.BoundingBox;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.ParityTest;
import org.parquetext.integration.fixture.SinceSpark;
import org.parquetext.integration.fixture.TableParity;

/** Columns of geometries, with the statistics that only they have. */
@SinceSpark(value = "4.2", because = "GEOMETRY and GEOGRAPHY")
class GeospatialParityTest extends ParityTest {
  /** The point (id, -id), or (id, -id, 7), in little-endian well-known binary. */
  private static final String POINT =
      "st_geomfromwkb(unhex(concat('0101000000', %1$s, %2$s)), 4326)";

  private static final String POINT_Z =
      "st_geomfromwkb(unhex(concat('01E9030000', %1$s, %2$s, '0000000000001C40')), 4326)";
  private static final String GEOGRAPHY = "st_geogfromwkb(unhex(concat('0101000000', %1$s, %2$s)))";
  private static final String EMPTY_LINE = "st_geomfromwkb(X'010200000000000000', 4326)";
  private static final String NULL = "st_geomfromwkb(CAST(NULL AS BINARY), 4326)";

  @ParameterizedTest
  @ValueSource(strings = {"PARQUET_1_0", "PARQUET_2_0"})
  void boundingBoxAndTypesAreThoseOfTheChunk(String version) {
    TableParity parity =
        pages()
            .option("parquet.writer.version", version)
            .option("parquet.block.row.count.limit", 500);
    parity.require(points(POINT, POINT_Z));
    assertThat(parity.footer().rowGroups()).hasSize(2);
    assertThat(column(parity, 0).getGeospatial_statistics().getGeospatial_types())
        .containsExactly(1, 1001);
    BoundingBox box = column(parity, 0).getGeospatial_statistics().getBbox();
    assertThat(List.of(box.getXmin(), box.getXmax(), box.getYmin(), box.getYmax()))
        .containsExactly(1.0, 8.0, 1.0, 8.0);
    assertThat(List.of(box.getZmin(), box.getZmax())).containsExactly(7.0, 7.0);
    assertThat(box.isSetMmin()).isFalse();
  }

  @Test
  void nestedGeometriesHaveThemToo() {
    TableParity parity = pages();
    parity.require(
        points(POINT, POINT_Z)
            .selectExpr("struct(IF(id % 3 = 0, NULL, g) AS g) AS s", "array(g, NULL, g) AS list"));
    assertThat(column(parity, 0).getGeospatial_statistics().getGeospatial_types())
        .containsExactly(1, 1001);
    assertThat(column(parity, 1).getGeospatial_statistics().getBbox().getXmax()).isEqualTo(8.0);
  }

  @Test
  void nullsAndEmptyGeometriesHaveNone() {
    TableParity parity = pages();
    parity.require(table(300, NULL + " AS nulls", EMPTY_LINE + " AS empty"));
    assertThat(column(parity, 0).getGeospatial_statistics()).isNull();
    assertThat(column(parity, 1).getGeospatial_statistics()).isNull();
  }

  @Test
  void emptyGeometriesAreLeftOut() {
    TableParity parity = pages();
    parity.require(
        points(POINT, POINT)
            .selectExpr(
                "CASE WHEN id < 400 THEN %s WHEN id < 800 THEN %s ELSE g END AS g"
                    .formatted(NULL, EMPTY_LINE)));
    assertThat(column(parity, 0).getGeospatial_statistics().getGeospatial_types())
        .containsExactly(1);
  }

  @Test
  void bigEndianValuesAreTurned() {
    TableParity parity = pages();
    parity.require(
        table(10, "st_geomfromwkb(X'00000000013FF0000000000000C000000000000000', 4326) AS g"));
    assertThat(column(parity, 0).getGeospatial_statistics().getGeospatial_types())
        .containsExactly(1);
    assertThat(column(parity, 0).getGeospatial_statistics().getBbox().getXmin()).isEqualTo(1.0);
    assertThat(column(parity, 0).getGeospatial_statistics().getBbox().getYmax()).isEqualTo(-2.0);
  }

  @Test
  void geographiesHaveNone() {
    TableParity parity = pages();
    parity.require(points(GEOGRAPHY, GEOGRAPHY));
    assertThat(column(parity, 0).getGeospatial_statistics()).isNull();
  }

  @Test
  void columnsWithoutStatisticsHaveNone() {
    TableParity parity = pages().option("parquet.column.statistics.enabled#g", false);
    parity.require(points(POINT, POINT).selectExpr("g", "g AS other"));
    assertThat(column(parity, 0).getGeospatial_statistics()).isNull();
    assertThat(column(parity, 1).getGeospatial_statistics()).isNotNull();
  }

  private TableParity pages() {
    return parity().withoutDuckDb().rowByRowToo().option("parquet.page.row.count.limit", 100);
  }

  /** A thousand points, of two forms in turns, whose coordinates are 1, 2, 4 and 8. */
  private Dataset<Row> points(String even, String odd) {
    String x = coordinate("id % 4");
    String y = coordinate("(id + 1) % 4");
    return table(
        1_000,
        "IF(id %% 2 = 0, %s, %s) AS g".formatted(even.formatted(x, y), odd.formatted(x, y)),
        "id");
  }

  /** The power of two to that exponent, 0 to 3, as eight little-endian bytes in hexadecimal. */
  private static String coordinate(String exponent) {
    return ("element_at(array('000000000000F03F', '0000000000000040', '0000000000001040',"
            + " '0000000000002040'), CAST(%s + 1 AS INT))")
        .formatted(exponent);
  }

  /** Not its statistics: Parquet before 1.16 has no class for them, and this one is loaded. */
  private static ColumnMetaData column(TableParity parity, int column) {
    ColumnChunk chunk = parity.footer().rowGroups().get(0).getColumns().get(column);
    return chunk.getMeta_data();
  }
}
