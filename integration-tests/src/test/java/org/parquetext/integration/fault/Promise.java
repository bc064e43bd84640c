package org.parquetext.integration.fault;

import static org.parquetext.integration.fault.Step.CLOSE;
import static org.parquetext.integration.fault.Step.CREATE;
import static org.parquetext.integration.fault.Step.DELETE_NEW;
import static org.parquetext.integration.fault.Step.DELETE_OLD;
import static org.parquetext.integration.fault.Step.FIRST_ROW;
import static org.parquetext.integration.fault.Step.FIRST_WRITE;
import static org.parquetext.integration.fault.Step.JOB_CLEAN_UP;
import static org.parquetext.integration.fault.Step.JOB_COMMIT;
import static org.parquetext.integration.fault.Step.JOB_COMMIT_HALFWAY;
import static org.parquetext.integration.fault.Step.JOB_LIST;
import static org.parquetext.integration.fault.Step.LATER_JOB_COMMIT;
import static org.parquetext.integration.fault.Step.LATER_ROW;
import static org.parquetext.integration.fault.Step.LATER_WRITE;
import static org.parquetext.integration.fault.Step.LIST_AGAIN;
import static org.parquetext.integration.fault.Step.LIST_NEW;
import static org.parquetext.integration.fault.Step.LIST_OLD;
import static org.parquetext.integration.fault.Step.MARK;
import static org.parquetext.integration.fault.Step.ROLL;
import static org.parquetext.integration.fault.Step.SET_UP;
import static org.parquetext.integration.fault.Step.TASK_COMMIT;
import static org.parquetext.integration.fault.Step.TASK_COMMIT_HALFWAY;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.parquetext.integration.fault.WriteShape.Files;

/** What a write promises: told by its shape and what strikes it, never by what came of it. */
final class Promise {
  /** Steps that only a clean-up takes, or also a clean-up. */
  private static final Set<Step> CLEAN_UP = EnumSet.of(JOB_CLEAN_UP, LIST_NEW, DELETE_NEW);

  private final WriteShape shape;
  private final List<Strike> strikes;
  private final Set<Step> struck = EnumSet.noneOf(Step.class);

  /** The promise of a write whose tasks have four attempts, no more than three of them struck. */
  Promise(WriteShape shape, List<Strike> strikes) {
    this.shape = shape;
    this.strikes = strikes;
    strikes.forEach(strike -> struck.add(strike.step()));
  }

  Outcome outcome() {
    if (strikesAny(stepsBefore())) {
      return Outcome.OLD_ROWS;
    }
    if (tasksFail() || strikesAny(stepsOfJobCommit())) {
      return mayLeaveFiles() ? Outcome.OLD_AND_NEW_FILES : Outcome.OLD_ROWS;
    }
    return strikesAny(stepsAfter()) ? Outcome.NEW_AND_OLD_ROWS : Outcome.SUCCESS;
  }

  /** Whether nothing at all may be left of a failed write, also nothing invisible. */
  boolean cleansUp() {
    boolean once =
        strikes.size() == 1 && strikes.get(0).step() == JOB_CLEAN_UP && strikes.get(0).times() == 1;
    return once || !strikesAny(CLEAN_UP);
  }

  private boolean strikesAny(Set<Step> steps) {
    return struck.stream().anyMatch(steps::contains);
  }

  private Set<Step> stepsBefore() {
    return shape.isOverwrite() ? EnumSet.of(SET_UP, LIST_OLD) : EnumSet.of(SET_UP);
  }

  private boolean tasksFail() {
    return strikes.stream()
        .anyMatch(strike -> strike.isForEver() && stepsOfTasks().contains(strike.step()));
  }

  /** Those that a task cannot do without. */
  private Set<Step> stepsOfTasks() {
    Set<Step> steps =
        EnumSet.of(FIRST_ROW, LATER_ROW, CREATE, FIRST_WRITE, LATER_WRITE, CLOSE, TASK_COMMIT);
    if (shape.files() == Files.ROLLED) {
      steps.add(ROLL);
    }
    if (shape.copies()) {
      steps.add(TASK_COMMIT_HALFWAY);
    }
    return steps;
  }

  private Set<Step> stepsOfJobCommit() {
    Set<Step> steps = EnumSet.of(JOB_CLEAN_UP, MARK);
    if (shape.committer() == 1) {
      steps.addAll(EnumSet.of(JOB_LIST, JOB_COMMIT, LATER_JOB_COMMIT));
      if (shape.copies()) {
        steps.add(JOB_COMMIT_HALFWAY);
      }
    } else {
      // It looks for files of failed attempts then, of an append too.
      steps.add(LIST_AGAIN);
    }
    return steps;
  }

  private Set<Step> stepsAfter() {
    return shape.isOverwrite() && shape.hasOldRows()
        ? EnumSet.of(LIST_AGAIN, DELETE_OLD)
        : EnumSet.noneOf(Step.class);
  }

  /**
   * Whether the clean-up of a failed write may find files at their places and not get rid of them:
   * from the commit of the job on, and in version 2 from the commit of the first task on.
   */
  private boolean mayLeaveFiles() {
    if (shape.committer() == 2) {
      return strikesAny(EnumSet.of(DELETE_NEW, LIST_NEW));
    }
    return struck.contains(DELETE_NEW) && !tasksFail() && strikesAny(stepsOfJobCommit());
  }
}
