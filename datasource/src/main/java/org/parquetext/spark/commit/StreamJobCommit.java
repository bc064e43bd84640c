package org.parquetext.spark.commit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.streaming.OutputMode;
import org.parquetext.WriteException;
import org.parquetext.file.InterruptPause;
import org.parquetext.spark.commit.StreamLog.Held;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commit of one batch of a stream: tasks write their files to where they stay, and the batch is
 * there from the moment when the {@link StreamLog} lists them, all at once. What Spark's {@code
 * ManifestFileCommitProtocol} does, but that attempts of one task never both commit, and that what
 * a failed attempt left is deleted where that is safe.
 */
public final class StreamJobCommit implements JobCommit {

  private static final Logger LOG = LoggerFactory.getLogger(StreamJobCommit.class);

  private final StreamLog log;
  private final StreamOwner owner;
  private final DecidedBatch batch;
  private final Path table;
  private final DirectFiles files;
  private final StreamAttempts attempts;
  private boolean begun;
  private boolean ended;

  /**
   * A commit that has not begun.
   *
   * @param owner the query, which may write the batch
   * @param batch with a number larger than those in the log
   * @param table qualified path of the directory of the files
   * @param files those of this batch; none yet
   */
  public StreamJobCommit(
      StreamLog log,
      StreamOwner owner,
      DecidedBatch batch,
      FileSystem fileSystem,
      Path table,
      DirectFiles files) {
    this.log = log;
    this.owner = owner;
    this.batch = batch;
    this.table = table;
    this.files = files;
    this.attempts = new StreamAttempts(fileSystem, table, log);
  }

  /** Nobody does: Spark asks for them. */
  @Override
  public boolean asksCoordinator() {
    return false;
  }

  @Override
  public TaskCommits setUp() {
    attempts.deleteAbandoned();
    try {
      attempts.begin(files.uuid());
      TaskCommits tasks = files.begin();
      begun = true;
      return new LoggedTaskCommits(tasks);
    } catch (IOException e) {
      forget(e);
      throw new WriteException("Cannot begin batch %d in %s".formatted(batch.number(), table), e);
    } catch (RuntimeException | Error e) {
      forget(e);
      throw e;
    }
  }

  /** No task has begun, so that there are no files. */
  private void forget(Throwable failure) {
    try (InterruptPause pause = new InterruptPause()) {
      Failures.suppressing(failure, () -> attempts.forget(files.uuid()));
    }
  }

  @Override
  public void taskCommitted(CommittedTask task) {
    files.add(task);
  }

  @Override
  public void commit(List<CommittedTask> tasks) {
    List<FileStatus> statuses = new ArrayList<>();
    for (CommittedTask task : tasks) {
      statuses.addAll(LoggedTaskCommit.files(task));
    }
    try {
      owner.adds(batch);
      attempts.forget(files.uuid());
    } catch (IOException e) {
      throw new WriteException("Cannot commit batch %d to %s".formatted(batch.number(), table), e);
    }
    add(statuses);
    owner.won(batch);
    if (files.wereTasksLost()) {
      deleteFilesOfLostTasks();
    }
    files.end();
  }

  /** From here on the log may list the files, so that nobody deletes them if that is unknown. */
  private void add(List<FileStatus> statuses) {
    ended = true;
    try {
      if (log.add(batch.number(), statuses)) {
        return;
      }
    } catch (Throwable e) {
      Held held = held(statuses, e);
      if (held == Held.NO_BATCH) {
        files.end();
        throw e;
      }
      settle(held, e);
      return;
    }
    throw taken(null);
  }

  /** The log has reported a failure: goes on where it holds the batch nevertheless. */
  private void settle(Held held, Throwable failure) {
    if (held == Held.ANOTHER_BATCH) {
      throw taken(failure);
    }
    if (held == Held.ONE_OF_BOTH) {
      files.end();
      throw new WriteException(
          ("Cannot say whether batch %d of %s, which has no rows, is committed: its log %s reports"
                  + " a failure, and has a batch of this number by now. Start the query again: it"
                  + " finds out.")
              .formatted(batch.number(), table, log.directory()),
          failure);
    }
    LOG.warn(
        "Batch {} of {} is committed, but its log reports a failure",
        batch.number(),
        table,
        failure);
  }

  private Held held(List<FileStatus> statuses, Throwable failure) {
    try (InterruptPause pause = new InterruptPause()) {
      return log.held(batch.number(), statuses);
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
      return Held.NO_BATCH;
    }
  }

  /** The log holds another batch of this number, so that no reader sees the files of this one. */
  private WriteException taken(Throwable cause) {
    ended = false;
    owner.lost(batch);
    return new WriteException(
        ("Cannot commit batch %d to %s: its log %s has a batch of this number by now. Another"
                + " query, or another run of this one, has written it: see to it that only one"
                + " runs.")
            .formatted(batch.number(), table, log.directory()),
        cause);
  }

  /** What an executor has left that died. Nobody sees it, so that it is no failure if it stays. */
  private void deleteFilesOfLostTasks() {
    try (InterruptPause pause = new InterruptPause()) {
      attempts.deleteFiles(files.uuid());
    } catch (IOException | RuntimeException e) {
      LOG.warn(
          "Cannot delete what lost tasks of batch {} have left in {}", batch.number(), table, e);
    }
  }

  @Override
  public Optional<CommittedJob> committed() {
    StreamBatch written = new StreamBatch(OutputMode.Append(), owner.query(), batch.number());
    return Optional.of(new CommittedJob(files.uuid(), Optional.of(written), Optional.empty()));
  }

  /** Streams only append. */
  @Override
  public void deleteReplaced() {}

  @Override
  public void abort() throws IOException {
    if (!begun || ended) {
      return;
    }
    ended = true;
    boolean areAllDeleted = false;
    try {
      areAllDeleted = files.deleteKnown();
    } finally {
      try (InterruptPause pause = new InterruptPause()) {
        if (areAllDeleted) {
          attempts.forget(files.uuid());
        } else {
          attempts.fail(files.uuid());
        }
      }
    }
  }
}
