package org.parquetext.integration.fault;

import java.io.IOError;
import java.io.IOException;
import org.parquetext.integration.fixture.Fault;

/** What happens at a step: mostly a failure, of one of the kinds that file systems throw. */
@FunctionalInterface
interface Blow {

  /** Happens, on the thread that takes the step. */
  void strike() throws IOException;

  /** The failures. */
  enum Failure implements Blow {
    IO_EXCEPTION {
      @Override
      public void strike() throws IOException {
        throw new IOException(Fault.MESSAGE);
      }
    },

    /** As clients of stores throw them. */
    RUNTIME_EXCEPTION {
      @Override
      public void strike() {
        throw new IllegalStateException(Fault.MESSAGE);
      }
    },

    /** Hadoop's local file system throws one when a disk is full. */
    ERROR {
      @Override
      public void strike() {
        throw new IOError(new IOException(Fault.MESSAGE));
      }
    }
  }
}
