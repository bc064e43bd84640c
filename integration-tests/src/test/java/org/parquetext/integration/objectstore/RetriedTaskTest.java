package org.parquetext.integration.objectstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.integration.fixture.ForkedJvm;

/** Tasks fail and are tried again, which local Spark does only in a JVM of its own. */
class RetriedTaskTest extends ObjectStoreTest {
  private static final int HEAP_MEBIBYTES = 512;

  @Test
  void everyRowIsThereOnceAndNothingElse(@TempDir Path directory) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(table()));
    store()
        .settings()
        .forEach((key, value) -> arguments.addAll(List.of("spark.hadoop.fs.s3a." + key, value)));
    arguments.addAll(List.of("spark.hadoop.fs.s3a.multipart.size", WideTable.PART));
    new ForkedJvm(HEAP_MEBIBYTES).run(RetriedWrite.class, directory, arguments);
    assertThat(ids()).containsExactlyElementsOf(numbers(0, 2 * WideTable.ROWS_OF_TWO_PARTS));
    assertThat(files()).hasSize(2);
    assertThat(store().proxy().requests(S3Request.Kind.ABORT_UPLOAD))
        .hasSizeGreaterThanOrEqualTo(2);
    assertThat(store().proxy().requests(S3Request.Kind.CREATE_UPLOAD)).hasSize(4);
    assertThat(store().proxy().requests(S3Request.Kind.COPY)).isEmpty();
    requireNothingTemporary();
  }
}
