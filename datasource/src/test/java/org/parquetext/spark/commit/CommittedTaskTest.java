package org.parquetext.spark.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.internal.io.FileCommitProtocol.TaskCommitMessage;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.junit.jupiter.api.Test;
import scala.reflect.ClassTag$;

class CommittedTaskTest {

  private static final CommittedTask TASK =
      new CommittedTask(
          new TaskCommitMessage("staged"),
          List.of(
              new CommittedFile(
                  "p=\u00e4%3A", "part-0", 1L << 40, 3, "size", new long[] {1, 2}, new long[] {3}),
              new CommittedFile("", "part-1", 5, 6, "end", new long[0], new long[0])),
          1L << 41);

  private static CommittedTask copy(SerializerInstance serializer) {
    ByteBuffer bytes = serializer.serialize(TASK, ClassTag$.MODULE$.apply(CommittedTask.class));
    return serializer.deserialize(bytes, ClassTag$.MODULE$.apply(CommittedTask.class));
  }

  private static void assertSame(CommittedTask copy) {
    assertThat(copy.message().obj()).isEqualTo("staged");
    assertThat(copy.shuffleBytes()).isEqualTo(1L << 41);
    assertThat(copy.files()).usingRecursiveComparison().isEqualTo(TASK.files());
    assertThat(copy.files().get(0).relativePath()).isEqualTo("p=\u00e4%3A/part-0");
    assertThat(copy.files().get(1).relativePath()).isEqualTo("part-1");
  }

  @Test
  void travelsByJavaSerialization() {
    assertSame(copy(new JavaSerializer(new SparkConf(false)).newInstance()));
  }

  @Test
  void travelsByKryo() {
    assertSame(copy(new KryoSerializer(new SparkConf(false)).newInstance()));
  }
}
