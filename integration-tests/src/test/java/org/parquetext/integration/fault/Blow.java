package org.parquetext.integration.fault;

import java.io.IOError;
import java.io.IOException;
import org.apache.spark.TaskContext;
import org.parquetext.integration.fixture.Fault;

/** What happens at a step: mostly a failure, of one of the kinds that file systems throw. */
@FunctionalInterface
interface Blow {

  /**
   * Happens, on the thread that takes the step.
   *
   * @param task the attempt whose step it is; null for a step of the driver
   */
  void strike(TaskContext task) throws IOException;

  /** The failures. */
  enum Failure implements Blow {
    IO_EXCEPTION {
      @Override
      public void strike(TaskContext task) throws IOException {
        throw new IOException(Fault.MESSAGE);
      }
    },

    /** As clients of stores throw them. */
    RUNTIME_EXCEPTION {
      @Override
      public void strike(TaskContext task) {
        throw new IllegalStateException(Fault.MESSAGE);
      }
    },

    /** Hadoop's local file system throws one when a disk is full. */
    ERROR {
      @Override
      public void strike(TaskContext task) {
        throw new IOError(new IOException(Fault.MESSAGE));
      }
    }
  }
}
