package org.parquetext.spark.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.internal.io.FileCommitProtocol.TaskCommitMessage;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.junit.jupiter.api.Test;
import org.parquetext.statistics.BytesBounds;
import org.parquetext.statistics.ColumnStatistics;
import org.parquetext.statistics.DoubleBounds;
import org.parquetext.statistics.FileStatistics;
import org.parquetext.statistics.LongBounds;
import scala.reflect.ClassTag$;

class CommittedTaskTest {

  private static final CommittedTask TASK =
      new CommittedTask(
              new TaskCommitMessage("staged"),
              List.of(
                  new CommittedFile(
                      "p=\u00e4%3A",
                      "part-0",
                      1L << 40,
                      3,
                      "size",
                      new long[] {1, 2},
                      new long[] {3},
                      statistics()),
                  new CommittedFile(
                      "", "part-1", 5, 6, "end", new long[0], new long[0], FileStatistics.none())),
              1L << 41)
          .committedIn(1L << 42)
          .reporting(new byte[] {1, 2});

  private static FileStatistics statistics() {
    byte[] few = {1, -1};
    byte[] many = new byte[70_000];
    return FileStatistics.of(
        List.of(
            new ColumnStatistics(0, 1L << 33, null),
            new ColumnStatistics(1, 0, new LongBounds(Long.MIN_VALUE, 1L << 62)),
            new ColumnStatistics(2, 0, new DoubleBounds(-0.0, Double.NaN)),
            new ColumnStatistics(5, 0, BytesBounds.of(BytesBounds.Order.UNSIGNED, few, many)),
            new ColumnStatistics(4, 0, BytesBounds.of(BytesBounds.Order.NUMBER, few, few))));
  }

  private static CommittedTask copy(SerializerInstance serializer) {
    ByteBuffer bytes = serializer.serialize(TASK, ClassTag$.MODULE$.apply(CommittedTask.class));
    return serializer.deserialize(bytes, ClassTag$.MODULE$.apply(CommittedTask.class));
  }

  private static void assertSame(CommittedTask copy) {
    assertThat(copy.message().obj()).isEqualTo("staged");
    assertThat(copy.shuffleBytes()).isEqualTo(1L << 41);
    assertThat(copy.commitNanos()).isEqualTo(1L << 42);
    assertThat(copy.report()).hasValueSatisfying(said -> assertThat(said).containsExactly(1, 2));
    assertThat(copy.files())
        .usingRecursiveComparison()
        .withEqualsForType(Double::equals, Double.class)
        .isEqualTo(TASK.files());
    assertThat(copy.files().get(0).relativePath()).isEqualTo("p=\u00e4%3A/part-0");
    assertThat(copy.files().get(1).relativePath()).isEqualTo("part-1");
  }

  @Test
  void travelsByJavaSerialization() {
    assertSame(copy(new JavaSerializer(new SparkConf(false)).newInstance()));
  }

  @Test
  void readsWhatTasksWithoutStatisticsHaveSent() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(2);
      out.writeLong(7);
      out.writeInt(1);
      for (String text : List.of("p=1", "part-0")) {
        out.writeInt(text.length());
        out.writeBytes(text);
      }
      out.writeLong(8);
      out.writeLong(9);
      out.writeInt(3);
      out.writeBytes("end");
      out.writeInt(1);
      out.writeLong(8);
      out.writeInt(0);
    }
    CommittedTask old = new CommittedTask(new TaskCommitMessage("staged"), bytes.toByteArray());

    assertThat(old.shuffleBytes()).isEqualTo(7);
    assertThat(old.report()).isEmpty();
    assertThat(old.files())
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.relativePath()).isEqualTo("p=1/part-0");
              assertThat(file.rows()).isEqualTo(9);
              assertThat(file.rowGroupBytes()).containsExactly(8);
              assertThat(file.statistics().columns()).isEmpty();
            });
  }

  @Test
  void travelsByKryo() {
    assertSame(copy(new KryoSerializer(new SparkConf(false)).newInstance()));
  }

  @Test
  void isKeptWithoutItsReport() {
    assertThat(TASK.withoutReport().report()).isEmpty();
    assertThat(TASK.withoutReport().commitNanos()).isEqualTo(TASK.commitNanos());
    assertThat(TASK.withoutReport().files()).hasSize(2);
  }

  @Test
  void aFileTellsItsPartitionValuesByItsDirectory() {
    assertThat(file("").partitionValues()).isEmpty();
    assertThat(file("a=1/b%3D=x%2Fy/c=__HIVE_DEFAULT_PARTITION__/d=").partitionValues())
        .containsExactly(entry("a", "1"), entry("b=", "x/y"), entry("c", null), entry("d", ""));
  }

  private static CommittedFile file(String directory) {
    return new CommittedFile(
        directory, "part-0", 1, 1, "end", new long[0], new long[0], FileStatistics.none());
  }
}
