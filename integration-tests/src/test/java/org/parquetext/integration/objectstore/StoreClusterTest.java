package org.parquetext.integration.objectstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.integration.cluster.Application;
import org.parquetext.integration.cluster.LoopbackCluster;
import org.parquetext.integration.cluster.Patience;
import org.parquetext.integration.cluster.job.Gate;
import org.parquetext.integration.cluster.job.HeldWrite;
import org.parquetext.integration.cluster.job.TableWrite;
import org.parquetext.integration.cluster.job.Visitor;
import org.parquetext.integration.fixture.FullEffort;

/**
 * Executors of a real cluster that write to an object store and die, or are too slow. What they
 * have uploaded in vain is nowhere when the job has ended; an upload of somebody else stays.
 */
class StoreClusterTest extends ObjectStoreTest {
  private static final int WORKERS = 2;
  private static final long NO_ROW = -1;

  /** Of the task with the number 1, which is the one that dies or is too slow. */
  private static final String FILES_OF_TASK = "/part-00001-";

  private static final String COMMIT_OF_TASK = ".*/task_\\d+_\\d+_m_000001\\.pendingset";

  private static final String[] SPECULATION = {
    "spark.speculation=true",
    "spark.speculation.interval=50ms",
    "spark.speculation.quantile=0.5",
    "spark.speculation.multiplier=1.1"
  };

  private static LoopbackCluster cluster;

  @TempDir private Path directory;
  private String name;
  private String uploadOfOthers;
  private Application application;

  @BeforeAll
  static void startCluster() throws IOException {
    Path files = Path.of("target", "clusters", StoreClusterTest.class.getSimpleName());
    cluster = LoopbackCluster.start(files, WORKERS);
  }

  @AfterAll
  static void stopCluster() {
    if (cluster != null) {
      cluster.close();
      cluster = null;
    }
  }

  @BeforeEach
  void beginAnUploadOfSomebodyElse(TestInfo test) {
    name = test.getTestMethod().orElseThrow().getName();
    uploadOfOthers =
        tableKey() + "/part-00001-11111111-2222-3333-4444-555555555555-c000.snappy.parquet";
    store().beginUpload(uploadOfOthers);
  }

  @AfterEach
  void endTheApplication() {
    if (application != null) {
      application.close();
    }
  }

  @Test
  void anExecutorIsKilledWhileItWrites() throws Exception {
    TableWrite write = newRows().partitioned();
    application = submit(write, write.middleOf(1));
    Visitor held = application.awaitVisitor(gate());
    Patience.awaitTrue(
        () -> store().keys().stream().anyMatch(StoreClusterTest::isFinishedFile),
        () -> "the first file of the task is not closed: " + store().keys());
    List<String> uploads = uploadsOfTask();
    assertThat(uploads).as("of a closed file and of an open one").hasSize(2);
    assertThat(keys(S3Request.Kind.UPLOAD_PART)).contains(uploads.get(0));
    application.killExecutor(held);
    application.awaitSuccess();
    requireOnly(write);
    assertThat(keys(S3Request.Kind.ABORT_UPLOAD)).containsAll(uploads);
  }

  /** The store has what the task commits, and nobody has told the driver. */
  @Test
  void anExecutorIsKilledWhenItHasCommittedATask() throws Exception {
    HeldRequest next = hold(request -> !commitsTask(request) && taskHasAskedToCommit());
    List<String> uploads = writeUntil(next);
    assertThat(store().keys()).anyMatch(key -> key.matches(COMMIT_OF_TASK));
    killExecutorAt(next);
    requireOnlyTheSecondAttempt(uploads);
  }

  @FullEffort
  @Test
  void anExecutorIsKilledBeforeItHasCommittedATask() throws Exception {
    HeldRequest commit = hold(StoreClusterTest::commitsTask);
    List<String> uploads = writeUntil(commit);
    store().proxy().faults().add(S3Fault.RESET, S3Request.Kind.PUT, 0, 1);
    killExecutorAt(commit);
    requireOnlyTheSecondAttempt(uploads);
  }

  /** Writes until the only executor is held, and returns what its second task has uploaded. */
  private List<String> writeUntil(HeldRequest request) throws Exception {
    application = submit(newRows().partitionedByAttempt(), NO_ROW, "spark.cores.max=1");
    request.awaitArrival();
    List<String> uploads = uploadsOfTask();
    assertThat(uploads).isNotEmpty().allMatch(key -> key.contains("/attempt=0/"));
    return uploads;
  }

  private void killExecutorAt(HeldRequest request) {
    application.killOnlyExecutor();
    request.release();
  }

  private void requireOnlyTheSecondAttempt(List<String> uploadsOfFirst) {
    application.awaitSuccess();
    requireOnly(newRows());
    assertThat(filesOfTask()).isNotEmpty().allMatch(file -> file.contains("/attempt=1/"));
    assertThat(keys(S3Request.Kind.ABORT_UPLOAD)).containsAll(uploadsOfFirst);
  }

  private boolean taskHasAskedToCommit() {
    return store().proxy().requests().stream().anyMatch(StoreClusterTest::commitsTask);
  }

  private static boolean commitsTask(S3Request request) {
    return request.kind() == S3Request.Kind.PUT && request.key().matches(COMMIT_OF_TASK);
  }

  @Test
  void aSlowTaskIsOvertakenByASecondAttempt() throws Exception {
    TableWrite write = newRows().partitioned();
    application = submit(write, write.middleOf(1), SPECULATION);
    application.awaitVisitor(gate());
    application.awaitSuccess();
    requireOnly(write);
    requireTwoAttempts();
  }

  /**
   * What it waits for is answered when the marker of success is written, after all is committed.
   */
  @FullEffort
  @Test
  void aTaskThatUploadsSlowlyIsOvertakenByASecondAttempt() throws Exception {
    HeldRequest part =
        new HeldRequest(
            request ->
                request.kind() == S3Request.Kind.UPLOAD_PART
                    && request.key().contains(FILES_OF_TASK));
    store()
        .proxy()
        .observe(
            request -> {
              if (request.key().equals(tableKey() + "/_SUCCESS")
                  && request.kind() == S3Request.Kind.PUT) {
                part.release();
              }
              part.accept(request);
            });
    TableWrite write = newRows().partitioned();
    application = submit(write, NO_ROW, SPECULATION);
    application.awaitSuccess();
    assertThat(part.hasArrived()).isTrue();
    requireOnly(write);
    requireTwoAttempts();
  }

  private void requireTwoAttempts() {
    assertThat(keys(S3Request.Kind.CREATE_UPLOAD))
        .filteredOn(key -> key.contains(FILES_OF_TASK))
        .as("uploads of the task, some of them to the same file")
        .hasSizeGreaterThan(filesOfTask().size());
    assertThat(keys(S3Request.Kind.COMPLETE_UPLOAD))
        .filteredOn(key -> key.contains(FILES_OF_TASK))
        .containsExactlyInAnyOrderElementsOf(filesOfTask());
  }

  private List<String> filesOfTask() {
    return files().stream().filter(file -> file.contains(FILES_OF_TASK)).toList();
  }

  /** Four tasks, each of which writes several row groups. */
  private TableWrite newRows() {
    return new TableWrite(
        table(),
        SaveMode.Append,
        1_000_000,
        200_000,
        4,
        List.of(),
        Map.of("rowGroupSizeBytes", "64k"));
  }

  private Gate gate() {
    return new Gate(directory.toString());
  }

  private Application submit(TableWrite write, long row, String... settings) throws IOException {
    List<String> options = new ArrayList<>();
    Arrays.stream(settings).forEach(setting -> options.addAll(List.of("--conf", setting)));
    store()
        .settings()
        .forEach(
            (key, value) ->
                options.addAll(List.of("--conf", "spark.hadoop.fs.s3a." + key + "=" + value)));
    List<String> arguments = new ArrayList<>(List.of(directory.toString(), Long.toString(row)));
    arguments.addAll(write.arguments());
    return cluster.submit(name, HeldWrite.class, options, arguments);
  }

  private HeldRequest hold(Predicate<S3Request> which) {
    HeldRequest held = new HeldRequest(which);
    store().proxy().observe(held);
    return held;
  }

  /** Whether an object says that the task has closed its file of the first partition. */
  private static boolean isFinishedFile(String key) {
    return key.contains("/p=0" + FILES_OF_TASK) && key.endsWith(".pending");
  }

  /** The keys of the task's pending uploads, sorted. */
  private List<String> uploadsOfTask() {
    return store().pendingUploads().stream()
        .filter(key -> key.contains(FILES_OF_TASK) && !key.equals(uploadOfOthers))
        .toList();
  }

  private List<String> keys(S3Request.Kind kind) {
    return store().proxy().requests(kind).stream().map(S3Request::plainKey).toList();
  }

  /** Fails unless the store has each row of the write once, and nothing else but others' upload. */
  private void requireOnly(TableWrite write) {
    assertThat(store().pendingUploads()).containsExactly(uploadOfOthers);
    requireNoTemporaryObjects();
    Row found =
        spark()
            .read()
            .parquet(table())
            .selectExpr(
                "count(*)",
                "count(DISTINCT id)",
                "count_if(" + TableWrite.rightValues() + ")",
                "min(id)",
                "max(id)")
            .head();
    assertThat(found)
        .hasToString(
            "[%1$d,%1$d,%1$d,%2$d,%3$d]"
                .formatted(write.rows(), write.firstId(), write.firstId() + write.rows() - 1));
  }
}
