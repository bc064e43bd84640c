package org.parquetext.integration.fault;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.TaskContext;
import org.parquetext.integration.fixture.FileCall;

/**
 * Tells by the calls of one write which steps it takes, from the paths that Hadoop's file output
 * committer uses. Thread-safe.
 */
final class StepsOfWrite {
  private static final Pattern ATTEMPT =
      Pattern.compile("_temporary/\\d+/_temporary/attempt_\\w+_m_(\\d+)_\\d+(/.*)?");
  private static final Pattern COMMITTED = Pattern.compile("_temporary/\\d+/task_.*");
  private static final Pattern JOB = Pattern.compile("_temporary(/\\d+)?");

  private final String root;
  private final List<String> oldFiles;
  private final AtomicInteger jobRenames = new AtomicInteger();
  private volatile boolean isSetUp;
  private volatile boolean isCommitted;

  /**
   * The steps of a write.
   *
   * @param root path of the table, without scheme
   * @param oldFiles names of the files that were there before
   */
  StepsOfWrite(String root, List<String> oldFiles) {
    this.root = root;
    this.oldFiles = oldFiles;
  }

  /** The steps that a call of the file system is part of. */
  Set<Step> at(FileCall call) {
    String place = place(call);
    boolean ofAttempt = ATTEMPT.matcher(place).matches();
    boolean onDriver = TaskContext.get() == null && !ofAttempt;
    return switch (call.operation()) {
      case MAKE_DIRECTORY -> makeDirectory(place, onDriver);
      case CREATE -> create(place, ofAttempt);
      case FIRST_WRITE -> only(Step.FIRST_WRITE, ofAttempt);
      case LATER_WRITE -> only(Step.LATER_WRITE, ofAttempt);
      case CLOSE -> close(place, ofAttempt);
      case RENAME -> rename(place, ofAttempt);
      case RENAME_HALFWAY ->
          only(onDriver ? Step.JOB_COMMIT_HALFWAY : Step.TASK_COMMIT_HALFWAY, true);
      case DELETE -> delete(place, ofAttempt, onDriver);
      case LIST -> list(place, onDriver);
      case NONE -> only(null, false);
    };
  }

  /** The number of the task that a call is made for. */
  int task(FileCall call) {
    Matcher attempt = ATTEMPT.matcher(place(call));
    return attempt.matches() ? Integer.parseInt(attempt.group(1)) : TaskContext.get().partitionId();
  }

  /** Below the table, empty for itself; what is not there keeps its path. */
  private String place(FileCall call) {
    String path = call.path().toUri().getPath();
    if (path.equals(root)) {
      return "";
    }
    return path.startsWith(root + "/") ? path.substring(root.length() + 1) : path;
  }

  private Set<Step> makeDirectory(String place, boolean onDriver) {
    boolean ofJob = onDriver && isDirectoryOfJob(place);
    isSetUp |= ofJob;
    return only(Step.SET_UP, ofJob);
  }

  private static boolean isDirectoryOfJob(String place) {
    return place.contains("/") && JOB.matcher(place).matches();
  }

  private static Set<Step> create(String place, boolean ofAttempt) {
    if (place.equals("_SUCCESS")) {
      return EnumSet.of(Step.MARK);
    }
    Set<Step> steps = only(Step.CREATE, ofAttempt);
    if (ofAttempt && !place.contains("c000.")) {
      steps.add(Step.ROLL);
    }
    return steps;
  }

  private Set<Step> close(String place, boolean ofAttempt) {
    isCommitted |= place.equals("_SUCCESS");
    return only(Step.CLOSE, ofAttempt);
  }

  private Set<Step> rename(String place, boolean ofAttempt) {
    if (COMMITTED.matcher(place).matches()) {
      boolean first = jobRenames.getAndIncrement() == 0;
      return EnumSet.of(first ? Step.JOB_COMMIT : Step.LATER_JOB_COMMIT);
    }
    return only(Step.TASK_COMMIT, ofAttempt);
  }

  private Set<Step> delete(String place, boolean ofAttempt, boolean onDriver) {
    if (ofAttempt) {
      return EnumSet.of(Step.TASK_CLEAN_UP);
    }
    if (JOB.matcher(place).matches()) {
      return EnumSet.of(Step.JOB_CLEAN_UP);
    }
    String name = place.substring(place.lastIndexOf('/') + 1);
    boolean isOld = oldFiles.contains(name);
    return only(isOld ? Step.DELETE_OLD : Step.DELETE_NEW, onDriver && name.endsWith(".parquet"));
  }

  private Set<Step> list(String place, boolean onDriver) {
    if (place.isEmpty()) {
      Step step = isCommitted ? Step.LIST_AGAIN : isSetUp ? Step.LIST_NEW : Step.LIST_OLD;
      return only(step, onDriver);
    }
    return only(Step.JOB_LIST, onDriver && isDirectoryOfJob(place));
  }

  private static Set<Step> only(Step step, boolean taken) {
    return taken ? EnumSet.of(step) : EnumSet.noneOf(Step.class);
  }
}
