package org.parquetext.delta;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.delta.DeltaConcurrentModificationException;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.hooks.AutoCompact$;
import org.parquetext.WriteException;
import org.parquetext.file.InterruptPause;
import org.parquetext.spark.commit.CommittedFile;
import org.parquetext.spark.commit.CommittedJob;
import org.parquetext.spark.commit.CommittedTask;
import org.parquetext.spark.commit.DirectFiles;
import org.parquetext.spark.commit.Failures;
import org.parquetext.spark.commit.JobCommit;
import org.parquetext.spark.commit.TableSave;
import org.parquetext.spark.commit.TableVersion;
import org.parquetext.spark.commit.TaskCommits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;

/**
 * The commit of one job to a Delta table: its files become the table's by one version of the log.
 *
 * <p>An attempt that another writer has got ahead of is repeated with the same files in a new
 * transaction, which reads the table anew, if its rows do not depend on the table and it still has
 * the same columns. Once a commit was attempted, files are deleted only when it is proven that it
 * has not landed and never will.
 */
final class DeltaJobCommit implements JobCommit {

  private static final Logger LOG = LoggerFactory.getLogger(DeltaJobCommit.class);

  /** Each of them means that another writer has got ahead. */
  private static final int MOST_ATTEMPTS = 100;

  /** Whether the files may be the table's. */
  private enum State {
    NOT_COMMITTED,
    MAY_BE_COMMITTED,
    COMMITTED
  }

  private final TableSave save;
  private final DeltaLog log;
  private final DirectFiles files;
  private final boolean mayRepeat;
  private DeltaTransaction transaction;
  private State state = State.NOT_COMMITTED;

  /** The one that is committed; empty also if that is known, and not its number. */
  private OptionalLong version = OptionalLong.empty();

  /** Nothing was to be committed, so that there is no version. */
  private boolean isUnchanged;

  DeltaJobCommit(TableSave save, DeltaLog log, DeltaTransaction transaction, DirectFiles files) {
    this.save = save;
    this.log = log;
    this.transaction = transaction;
    this.files = files;
    this.mayRepeat =
        save.mode() == SaveMode.Overwrite
            ? save.batch().isEmpty() && TargetRead.isRuledOut(save)
            : !TargetRead.isIn(save);
  }

  /** Spark asks for them, and aborts an attempt that may not commit. */
  @Override
  public boolean asksCoordinator() {
    return false;
  }

  @Override
  public TaskCommits setUp() {
    return files.begin();
  }

  @Override
  public void taskCommitted(CommittedTask task) {
    files.add(task);
  }

  @Override
  public void commit(List<CommittedTask> tasks) {
    List<CommittedFile> added = new ArrayList<>();
    List<CommittedFile> empty = new ArrayList<>();
    for (CommittedTask task : tasks) {
      task.files().forEach(file -> (file.rows() > 0 ? added : empty).add(file));
    }
    long now = System.currentTimeMillis();
    List<AddFile> actions = added.stream().map(file -> added(file, now)).toList();
    for (int attempt = 1; state != State.COMMITTED && !transaction.isDone(); attempt++) {
      Throwable failure = attempt(added, actions);
      if (failure != null && !isRepeated(failure, attempt)) {
        throw failed(failure);
      }
    }
    files.end();
    transaction.app().ifPresent(app -> app.reset(save.session()));
    if (state != State.COMMITTED) {
      LOG.info("The table {} has the write already", save.path());
      empty.addAll(added);
    }
    deleteUnused(empty);
  }

  private AddFile added(CommittedFile file, long closedAt) {
    return AddedFile.of(file, closedAt, transaction.statistics().json(file));
  }

  /** Null when the files are the table's. */
  private Throwable attempt(List<CommittedFile> added, List<AddFile> actions) {
    OptimisticTransaction txn = transaction.txn();
    long readVersion = txn.readVersion();
    try (SelfConflictCheck check = new SelfConflictCheck(save.session())) {
      commit(txn, added, actions);
      state = State.COMMITTED;
      return null;
    } catch (Throwable e) {
      try (InterruptPause pause = new InterruptPause()) {
        look(e, readVersion, actions);
      }
      if (state == State.COMMITTED && !(e instanceof VirtualMachineError)) {
        LOG.warn("The write to {} is committed, but what followed failed", save.path(), e);
        return null;
      }
      return e;
    }
  }

  private void commit(OptimisticTransaction txn, List<CommittedFile> added, List<AddFile> actions) {
    List<AddFile> removed = transaction.replacement().in(txn, actions);
    long now = System.currentTimeMillis();
    List<Action> all = new ArrayList<>();
    transaction.app().ifPresent(app -> all.add(app.action()));
    all.addAll(actions);
    removed.forEach(file -> all.add(file.removeWithTimestamp(now, true)));
    if (txn.readVersion() < 0) {
      log.createLogDirectoriesIfNotExists();
    }
    HistoryMetrics.register(save.session(), txn, added, removed);
    if (!OptionRules.encrypts(save)) {
      txn.registerPostCommitHook(AutoCompact$.MODULE$);
    }
    DeltaOperations.Operation operation =
        WriteOperation.of(save, transaction.replacement().isDynamic(txn));
    state = State.MAY_BE_COMMITTED;
    Option<Object> made = txn.commitIfNeeded(Scala.seq(all), operation, Scala.map(Map.of()));
    isUnchanged = made.isEmpty();
    version = isUnchanged ? OptionalLong.empty() : OptionalLong.of((Long) made.get());
  }

  /**
   * A conflict is known from another writer's version, where this one then cannot land any more.
   * After any other failure a request to the log store may still be on its way, so that a log
   * without the commit proves nothing.
   */
  private void look(Throwable failure, long readVersion, List<AddFile> actions) {
    if (state == State.NOT_COMMITTED) {
      return;
    }
    Set<String> paths = new HashSet<>();
    actions.forEach(action -> paths.add(action.path()));
    state =
        switch (new CommitSearch(log, transaction.txn().txnId(), paths).after(readVersion)) {
          case LANDED -> State.COMMITTED;
          case ABSENT ->
              failure instanceof DeltaConcurrentModificationException
                  ? State.NOT_COMMITTED
                  : State.MAY_BE_COMMITTED;
          case UNKNOWN -> State.MAY_BE_COMMITTED;
        };
  }

  /**
   * Begins another transaction for the same files, if they are right for the table as it is now, or
   * if it turns out that the table has the write already.
   */
  private boolean isRepeated(Throwable failure, int attempt) {
    if (state != State.NOT_COMMITTED
        || !(failure instanceof DeltaConcurrentModificationException)
        || attempt == MOST_ATTEMPTS) {
      return false;
    }
    DeltaTransaction next;
    try {
      next = transaction.again(save, log);
    } catch (Exception e) {
      // What the table has become says more than that somebody was faster.
      e.addSuppressed(failure);
      throw Failures.raised(e);
    }
    if (!next.isDone() && !(mayRepeat && next.layout().equals(transaction.layout()))) {
      return false;
    }
    LOG.info("Committing the files of the write to {} again, after a conflict", save.path());
    transaction = next;
    return true;
  }

  private RuntimeException failed(Throwable failure) {
    if (state == State.MAY_BE_COMMITTED) {
      return new WriteException(
          ("Cannot tell whether the write to the Delta table %s is committed: its log store has"
                  + " failed, and the log does not have the write yet, or cannot be read. Its files"
                  + " are left where they are. Look at DESCRIBE HISTORY before writing again.")
              .formatted(save.path()),
          failure);
    }
    return Failures.raised(failure);
  }

  /** They are none of the table's, so leaving them is no failure of the write. */
  private void deleteUnused(List<CommittedFile> unused) {
    try {
      files.delete(unused);
    } catch (IOException | RuntimeException e) {
      LOG.warn("Cannot delete {} files without rows of {}", unused.size(), save.path(), e);
    }
  }

  @Override
  public Optional<CommittedJob> committed() {
    if (state != State.COMMITTED || isUnchanged) {
      return Optional.empty();
    }
    SaveMode done = save.mode() == SaveMode.Overwrite ? SaveMode.Overwrite : SaveMode.Append;
    return Optional.of(
        new CommittedJob(files.uuid(), save.batch(), Optional.of(new TableVersion(done, version))));
  }

  /** The log has done that. */
  @Override
  public void deleteReplaced() {}

  @Override
  public void abort() throws IOException {
    if (state == State.NOT_COMMITTED) {
      files.deleteAll();
    } else {
      files.end();
    }
  }
}
