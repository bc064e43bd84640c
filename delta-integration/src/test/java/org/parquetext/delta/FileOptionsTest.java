package org.parquetext.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.delta.actions.AddFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What properties of a table ask of its files, against what Delta's own writer makes of them. */
class FileOptionsTest extends DeltaTest {

  private static final String VERSION = "parquet.writer.version";

  @AfterEach
  void unset() {
    spark.conf().unset(VERSION);
    spark.conf().unset("spark.datasource.parquet-ext.writerVersion");
  }

  /** All with {@code -Pfull}, else the first two. */
  static Stream<Arguments> versions() {
    String format = "delta.parquet.format.version";
    return Stream.of(
            Arguments.of(format, "1.0.0", null, false),
            Arguments.of(VERSION, "PARQUET_1_0", "v2", true),
            Arguments.of(format, "1.0.0", "v2", true),
            Arguments.of(VERSION, "PARQUET_1_0", null, false),
            Arguments.of("some.other.property", "1.0.0", null, true))
        .limit(TestEffort.of(2, 5));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aVersionOfPagesWinsOverTheSessionAndNotOverTheWrite(
      String property, String value, String option, boolean isSecond) throws IOException {
    spark.conf().set(VERSION, "v2");
    sql(
        "CREATE TABLE @t (id long, text string, part int) USING delta TBLPROPERTIES ('%s' = '%s')"
            .formatted(property, value));
    var theirs = rows(0, 3).write().format("delta").mode("append");
    (option == null ? theirs : theirs.option(VERSION, option)).save(table);
    assertThat(haveSecondVersion()).as("Delta's own").isEqualTo(isSecond);

    spark.conf().set("spark.datasource.parquet-ext.writerVersion", "v2");
    var ours = writer(rows(0, 3), SaveMode.Overwrite);
    (option == null ? ours : ours.option("writerVersion", option)).save(table);
    assertThat(haveSecondVersion()).as("ours").isEqualTo(isSecond);
  }

  private boolean haveSecondVersion() throws IOException {
    boolean found = false;
    assertThat(files()).isNotEmpty();
    for (AddFile file : files()) {
      try (ParquetFileReader reader =
          ParquetFileReader.open(
              HadoopInputFile.fromPath(new Path(table, file.path()), new Configuration()))) {
        for (BlockMetaData block : reader.getFooter().getBlocks()) {
          for (ColumnChunkMetaData column : block.getColumns()) {
            found |= column.getEncodingStats().usesV2Pages();
          }
        }
      }
    }
    return found;
  }
}
