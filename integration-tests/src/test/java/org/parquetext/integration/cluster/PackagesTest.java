package org.parquetext.integration.cluster;

import static org.apache.spark.sql.SaveMode.ErrorIfExists;
import static org.apache.spark.sql.SaveMode.Overwrite;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parquetext.integration.cluster.job.HeldWrite;
import org.parquetext.integration.cluster.job.TableWrite;
import org.parquetext.integration.cluster.job.Visitor;
import org.parquetext.integration.fixture.Effort;

/**
 * What a user does on the first day: {@code spark-submit --packages}, on a cluster of processes.
 */
@WithPackages("README.md")
class PackagesTest extends ClusterTest {

  @Test
  void onlyTheOneJarIsDownloaded() throws Exception {
    TableWrite write = newRows(ErrorIfExists).partitioned();
    submit(HeldWrite.class, write, NO_ROW).awaitSuccess();
    assertThat(downloaded())
        .singleElement()
        .asString()
        .matches("org\\.parquetext_parquet-ext-spark_2\\.13-.*\\.jar");
    requireRows(write);
    requireOnlyFilesOf(write);
  }

  @Test
  void anExecutorIsKilledInTheMiddle() throws Exception {
    runHere(oldRows());
    TableWrite write =
        newRows(Overwrite)
            .withRows(Effort.of(400_000, 5_000_000), 4)
            .partitioned()
            .with(Map.of("rowGroupSizeBytes", "1m"));
    Application application = submit(HeldWrite.class, write, write.middleOf(1));
    Visitor held = application.awaitVisitor(gate());
    application.killExecutor(held);
    application.awaitSuccess();
    requireRows(write);
    requireOnlyFilesOf(write);
  }
}
