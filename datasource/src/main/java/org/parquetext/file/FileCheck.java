package org.parquetext.file;

import org.parquetext.WriteException;

/** Looks at a file when it is closed, on the thread that closes it. */
@FunctionalInterface
public interface FileCheck {

  /** Asks for nothing: files need not be readable. */
  FileCheck NONE = file -> {};

  /**
   * Looks at a file.
   *
   * @throws WriteException if it is not what was written: it is then taken away
   */
  void check(FinishedFile file);
}
