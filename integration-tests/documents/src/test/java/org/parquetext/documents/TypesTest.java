package org.parquetext.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.integration.fixture.TableDirectory;
import org.parquetext.options.ColumnEncoding;

/** What {@code docs/types.md} says of types is what files have. */
class TypesTest {
  private static final String DOCUMENT = Project.read("docs/types.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^|]*)` \\| `([^|]*)` \\|$");

  @TempDir private static Path directory;
  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark = LocalSpark.start(directory, Map.of("spark.sql.timeType.enabled", "true"));
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @TestFactory
  Stream<DynamicTest> theSchemaIsAsTheTableSays() {
    return rows("<!-- types: checked by a test -->")
        .map(row -> DynamicTest.dynamicTest(row.group(1), () -> requireType(row)));
  }

  @TestFactory
  Stream<DynamicTest> theEncodingsAreAsTheTableSays() {
    return rows("## Which encodings a type can have")
        .flatMap(row -> Stream.of(row.group(1).split("`, `")).map(type -> encodings(type, row)));
  }

  private static DynamicTest encodings(String type, MatchResult row) {
    return DynamicTest.dynamicTest(
        type,
        () ->
            assertThat("auto, " + row.group(2).replace("`", ""))
                .isEqualTo(ColumnEncoding.namesFor(type.toUpperCase(Locale.ROOT))));
  }

  private static void requireType(MatchResult row) throws Exception {
    Path table = directory.resolve(row.group(1).replaceAll("\\W", "_"));
    spark
        .sql("SELECT CAST(NULL AS %s) AS c".formatted(row.group(1)))
        .write()
        .format("parquet-ext")
        .save(table.toString());
    Path file = new TableDirectory(table).parquetFile();
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(
                new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()))) {
      StringBuilder text = new StringBuilder();
      reader.getFileMetaData().getSchema().getType("c").writeToStringBuilder(text, "");
      assertThat(text.toString().replaceAll("\\s+", " ").trim())
          .isEqualTo("optional " + row.group(2).replaceFirst("^group|^[\\w()]+", "$0 c"));
    }
  }

  /** The rows of two cells in code, from a text on to the next heading or comment. */
  private static Stream<MatchResult> rows(String start) {
    int from = DOCUMENT.indexOf(start) + start.length();
    String section = DOCUMENT.substring(from).split("\n## |\n<!--")[0];
    return ROW.matcher(section).results();
  }
}
