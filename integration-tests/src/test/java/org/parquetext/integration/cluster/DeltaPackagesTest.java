package org.parquetext.integration.cluster;

import static org.apache.spark.sql.SaveMode.ErrorIfExists;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parquetext.integration.cluster.job.HeldWrite;
import org.parquetext.integration.cluster.job.TableWrite;
import org.parquetext.integration.cluster.job.Visitor;
import org.parquetext.integration.fixture.FullEffort;
import org.parquetext.integration.fixture.TableDirectory;

/**
 * {@code spark-submit --packages} with Delta, as the README has it, on a cluster of processes. Left
 * out is what Spark has itself, and Unity Catalog's client: the build has other versions of what
 * these depend on than Ivy would take.
 */
@FullEffort
@WithPackages({
  "org.parquetext:parquet-ext-delta_2.13:parquetext.version",
  "io.delta:delta-spark_2.13:delta.version"
})
class DeltaPackagesTest extends ClusterTest {
  private static final String EXTENSION =
      "spark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension";
  private static final String CATALOG =
      "spark.sql.catalog.spark_catalog=org.apache.spark.sql.delta.catalog.DeltaCatalog";

  private static final String LEFT_OUT =
      "spark.jars.excludes=io.unitycatalog:*,org.apache.parquet:*,org.apache.hadoop:*,"
          + "com.fasterxml.jackson.core:*,com.fasterxml.jackson.datatype:*";

  private TableWrite deltaRows() {
    return newRows(ErrorIfExists).partitioned().with(Map.of("commitProtocol", "delta"));
  }

  /** The files of the one version that there is, as its log names them. */
  private List<Path> committed() throws IOException {
    List<Path> files = new ArrayList<>();
    Path log = table().resolve("_delta_log");
    assertThat(log.resolve("00000000000000000001.json")).doesNotExist();
    for (String line : Files.readAllLines(log.resolve("00000000000000000000.json"))) {
      JsonNode add = new ObjectMapper().readTree(line).path("add");
      if (!add.isMissingNode()) {
        files.add(table().resolve(add.path("path").asText()));
      }
    }
    return files;
  }

  /** A reader that knows nothing of logs sees the same. */
  private void requireRowsOfOneVersion(TableWrite write) throws IOException {
    assertThat(new TableDirectory(table()).parquetFiles())
        .containsExactlyInAnyOrderElementsOf(committed());
    requireRows(write);
  }

  @Test
  void aJobCommitsToADeltaTable() throws Exception {
    TableWrite write = deltaRows();
    submit(HeldWrite.class, write, NO_ROW, EXTENSION, CATALOG, LEFT_OUT).awaitSuccess();
    assertThat(committed()).hasSize(write.tasks() * 3);
    requireRowsOfOneVersion(write);
  }

  @Test
  void aSlowTaskIsOvertakenByASecondAttempt() throws Exception {
    TableWrite write = deltaRows();
    Application application =
        submit(
            HeldWrite.class,
            write,
            write.middleOf(1),
            EXTENSION,
            CATALOG,
            LEFT_OUT,
            "spark.speculation=true",
            "spark.speculation.interval=50ms",
            "spark.speculation.quantile=0.5",
            "spark.speculation.multiplier=1.1");
    Visitor held = application.awaitVisitor(gate());
    assertThat(application.isDriver(held)).isFalse();
    application.awaitSuccess();
    requireRowsOfOneVersion(write);
  }

  /** What it has written and not committed stays, and is in no version. */
  @Test
  void anExecutorIsKilledInTheMiddle() throws Exception {
    TableWrite write = deltaRows().withRows(400_000, 4);
    Application application =
        submit(HeldWrite.class, write, write.middleOf(1), EXTENSION, CATALOG, LEFT_OUT);
    application.killExecutor(application.awaitVisitor(gate()));
    application.awaitSuccess();
    List<Path> committed = committed();
    for (Path file : new TableDirectory(table()).parquetFiles()) {
      if (!committed.contains(file)) {
        Files.delete(file);
      }
    }
    requireRowsOfOneVersion(write);
  }
}
