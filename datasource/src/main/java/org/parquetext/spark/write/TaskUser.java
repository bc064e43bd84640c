package org.parquetext.spark.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.PrivilegedAction;
import java.util.function.UnaryOperator;
import org.apache.hadoop.security.UserGroupInformation;

/** The user in whose name a task's thread works, for what other threads do for the task. */
final class TaskUser implements UnaryOperator<Runnable> {

  private final UserGroupInformation user;

  private TaskUser(UserGroupInformation user) {
    this.user = user;
  }

  /** The user of the calling thread. */
  static TaskUser current() {
    try {
      return new TaskUser(UserGroupInformation.getCurrentUser());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The work, done in the user's name. */
  @Override
  public Runnable apply(Runnable work) {
    return () ->
        user.doAs(
            (PrivilegedAction<Void>)
                () -> {
                  work.run();
                  return null;
                });
  }
}
