package org.parquetext.benchmarks.contest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.benchmarks.spark.Codec;
import org.parquetext.benchmarks.spark.Delta;
import org.parquetext.benchmarks.spark.LocalSparkExtension;
import org.parquetext.benchmarks.spark.TableWriter;
import org.parquetext.benchmarks.table.Cardinality;
import org.parquetext.benchmarks.table.GridKind;
import org.parquetext.benchmarks.table.SyntheticTable;

class WriteContestTest {

  private static final String LEVEL = "parquet.compression.codec.zstd.level";

  @RegisterExtension
  static final LocalSparkExtension SPARK = new LocalSparkExtension(Delta.CONFIGURATION);

  @TempDir Path folder;

  private WriteContest contest;

  @BeforeEach
  void open() {
    Dataset<Row> table =
        SyntheticTable.grid(2_000, 6, GridKind.COMPLEX, Cardinality.HIGH)
            .generate(SPARK.session(), 1);
    contest = new WriteContest(SPARK.session(), () -> table, folder);
  }

  @Test
  void tellsEveryWriterTheLevel() {
    enter(new Codec("zstd", 1));
    enter(new Codec("zstd", 19));

    contest.round(0);

    List<Contender> fast = contenders(contest.heats().get(0));
    List<Contender> small = contenders(contest.heats().get(1));
    assertThat(fast).hasSize(3);
    for (int i = 0; i < fast.size(); i++) {
      assertThat(written(small.get(i))).as(fast.get(i).name()).isLessThan(written(fast.get(i)));
    }
    assertThat(SPARK.session().conf().contains(LEVEL)).isFalse();
  }

  @Test
  void measuresEachWriteAndReadingBack() {
    enter(new Codec("snappy", null));

    contest.round(0);

    assertThat(contenders(contest.heats().get(0)))
        .allSatisfy(
            contender -> {
              assertThat(contender.median(measured -> measured.write().wallSeconds())).isPositive();
              assertThat(contender.median(measured -> measured.read().wallSeconds())).isPositive();
              assertThat(contender.median(measured -> measured.write().peakHeapBytes()))
                  .isPositive();
              assertThat(written(contender)).isPositive();
            });
    assertThat(folder).isEmptyDirectory();
  }

  private void enter(Codec codec) {
    List<TableWriter> writers =
        Stream.of("parquet", Delta.FORMAT, "parquet-ext").map(TableWriter::of).toList();
    contest.enter(writers, codec, Map.of());
  }

  private static List<Contender> contenders(WriteContest.Heat heat) {
    return Stream.concat(Stream.of(heat.reference()), heat.others().stream()).toList();
  }

  private static double written(Contender contender) {
    return contender.median(Measurement::writtenBytes);
  }
}
