package org.parquetext.integration.fault;

/**
 * A step of a write at which something may fail. Version 1 and 2 are those of Hadoop's file output
 * committer.
 */
enum Step {
  /** A task asks the query for its first row. */
  FIRST_ROW(Side.TASK),

  /** A task asks the query for a row when it has written row groups. */
  LATER_ROW(Side.TASK),

  /** An overwrite lists what it will replace. */
  LIST_OLD(Side.DRIVER),

  /** The job makes its temporary directory. */
  SET_UP(Side.DRIVER),

  /** A task creates a file. */
  CREATE(Side.TASK),

  /** A task creates a file after the first one of a directory. */
  ROLL(Side.TASK),

  /** A task writes the first bytes of a file. */
  FIRST_WRITE(Side.TASK),

  /** A task writes a page or the footer. */
  LATER_WRITE(Side.TASK),

  /** A task closes a file. */
  CLOSE(Side.TASK),

  /** A task commits: version 1 renames a directory, version 2 each file. */
  TASK_COMMIT(Side.TASK),

  /** The copy that a rename of a task's commit is, where it is one, has copied half a file. */
  TASK_COMMIT_HALFWAY(Side.TASK),

  /** Temporary files of an attempt that has failed are deleted. */
  TASK_CLEAN_UP(Side.TASK),

  /** The job's commit lists the committed tasks; version 1 only. */
  JOB_LIST(Side.DRIVER),

  /** The job's commit renames the first file or directory; version 1 only. */
  JOB_COMMIT(Side.DRIVER),

  /** The job's commit renames a file or directory after the first one; version 1 only. */
  LATER_JOB_COMMIT(Side.DRIVER),

  /** The copy that a rename of the job's commit is, where it is one, has copied half a file. */
  JOB_COMMIT_HALFWAY(Side.DRIVER),

  /** The job deletes its temporary directory. */
  JOB_CLEAN_UP(Side.DRIVER),

  /** The job writes its success marker. */
  MARK(Side.DRIVER),

  /** A failed job looks for its files at their places. */
  LIST_NEW(Side.DRIVER),

  /** A failed job deletes a file at its place. */
  DELETE_NEW(Side.DRIVER),

  /** An overwrite that has committed lists what is there; in version 2 also an append. */
  LIST_AGAIN(Side.DRIVER),

  /** An overwrite that has committed deletes an old file. */
  DELETE_OLD(Side.DRIVER);

  /** Where a step is taken. */
  enum Side {
    TASK,
    DRIVER
  }

  private final Side side;

  Step(Side side) {
    this.side = side;
  }

  Side side() {
    return side;
  }
}
