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
import org.parquetext.integration.cluster.job.DeltaRead;
import org.parquetext.integration.cluster.job.HeldWrite;
import org.parquetext.integration.cluster.job.TableWrite;
import org.parquetext.integration.cluster.job.Visitor;
import org.parquetext.integration.fixture.FullEffort;
import org.parquetext.integration.fixture.TableDirectory;

/** {@code spark-submit} with Delta, as its page has it, on a cluster of processes. */
@FullEffort
@WithPackages("docs/delta.md")
class DeltaPackagesTest extends ClusterTest {

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

  /** A reader that knows nothing of logs sees the same as Delta's own. */
  private void requireRowsOfOneVersion(TableWrite write) throws IOException {
    assertThat(new TableDirectory(table()).parquetFiles())
        .containsExactlyInAnyOrderElementsOf(committed());
    requireRows(write);
    submit(DeltaRead.class, write, NO_ROW).awaitSuccess();
  }

  @Test
  void aJobCommitsToADeltaTable() throws Exception {
    TableWrite write = deltaRows();
    submit(HeldWrite.class, write, NO_ROW).awaitSuccess();
    assertThat(downloaded())
        .filteredOn(jar -> jar.startsWith("org.parquetext_"))
        .as("modules of this build")
        .hasSize(2);
    assertThat(downloaded()).noneMatch(jar -> jar.matches("(org.apache|com.fasterxml).*"));
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
    Application application = submit(HeldWrite.class, write, write.middleOf(1));
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
