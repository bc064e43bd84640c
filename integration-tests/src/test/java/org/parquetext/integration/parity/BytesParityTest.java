package org.parquetext.integration.parity;

import org.junit.jupiter.api.Test;
import org.parquetext.integration.fixture.ParityTest;

class BytesParityTest extends ParityTest {
  private static final int PAGE_ROWS = 100;

  @Test
  void textOfManyScripts() {
    parity()
        .require(
            table(
                6,
                """
                element_at(array('äöüß', 'Ελληνικά', '漢字', '👩‍👩‍👧', 'a\\u0000b', ''),
                    CAST(id + 1 AS INT)) AS x
                """,
                "'é' AS constant"));
  }

  @Test
  void emptyStrings() {
    parity()
        .require(
            table(
                9,
                "'' AS empty",
                "X'' AS emptyBytes",
                "IF(id % 3 = 0, NULL, IF(id % 3 = 1, '', 'x')) AS some"));
  }

  @Test
  void textThatIsNotUtf8() {
    parity()
        .withoutDuckDb()
        .require(
            table(
                4,
                """
                CAST(element_at(array(X'80', X'C3', X'EDA080', X'FF41FE'), CAST(id + 1 AS INT))
                    AS STRING) AS x
                """));
  }

  @Test
  void bytesAboveEveryOther() {
    parity()
        .require(
            table(
                300,
                "unhex(repeat('FF', 8)) AS short",
                "unhex(repeat('FF', 64)) AS atTheLimit",
                "unhex(repeat('FF', 65)) AS overTheLimit",
                "unhex(repeat('FF', 200)) AS long",
                "unhex(repeat('FF', CAST(id AS INT))) AS growing",
                "unhex(concat(repeat('FF', 63), '0000')) AS roomInTheLastByte"));
  }

  @Test
  void textThatColumnIndexesTruncate() {
    parity()
        .option("parquet.page.row.count.limit", "pageRowLimit", PAGE_ROWS)
        .require(
            table(
                4 * PAGE_ROWS,
                "repeat(CAST(id AS STRING), 40) AS ascii",
                "concat(repeat('x', 63), 'ß', id) AS cutWithinACharacter",
                "repeat('\uDBFF\uDFFF', 20) AS lastCharacters",
                "concat(repeat('\uFFFF', 30), id) AS lastOfThreeBytes",
                "repeat('Z', 64) AS atTheLimit"));
  }

  @Test
  void bytesAreOrderedUnsigned() {
    parity()
        .option("parquet.page.row.count.limit", "pageRowLimit", PAGE_ROWS)
        .require(
            table(
                256 * PAGE_ROWS,
                "unhex(lpad(hex(id DIV 100), 2, '0')) AS x",
                "CAST(unhex('7F') AS STRING) AS y"));
  }

  @Test
  void valuesThatSharePrefixes() {
    parity()
        .require(
            table(
                1000,
                "concat('https://example.com/', repeat('a', CAST(id % 20 AS INT)), id) AS url",
                "repeat('a', CAST(id % 30 AS INT)) AS run"));
  }

  @Test
  void longAndShortValuesInOneColumn() {
    parity()
        .pagesCutByBytes()
        .require(
            table(
                2_000,
                "IF(id % 100 = 0, repeat(CAST(id AS STRING), 20000), CAST(id AS STRING)) AS x"));
  }
}
