package org.parquetext.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * The files of one writer that have all of their row groups, in order: each is closed, or somebody
 * is about to. Confined to the calling thread.
 */
final class EndedFiles {

  private final ClosingFiles closing;
  private final WriteProgress progress;
  private final List<ClosingFile> files = new ArrayList<>();

  EndedFiles(ClosingFiles closing, WriteProgress progress) {
    this.closing = closing;
    this.progress = progress;
  }

  /** Has a file closed; throws the error of one that could not be. */
  void add(OpenFile file, CloseReason reason, Closer closer) {
    files.add(
        closer == Closer.BACKGROUND
            ? closing.close(file, reason)
            : closing.closeHere(file, reason));
    closing.check();
  }

  /** Whether there is none. */
  boolean isEmpty() {
    return files.isEmpty();
  }

  /** Those that are closed. */
  List<WrittenFile> written() {
    return files.stream().map(ClosingFile::written).filter(Objects::nonNull).toList();
  }

  /** Throws the error of a file that could not be closed. */
  void check() {
    closing.check();
  }

  /** Waits until all are closed. */
  void awaitClosed(BooleanSupplier cancelled) {
    long started = System.nanoTime();
    for (ClosingFile file : files) {
      closing.await(file, cancelled);
    }
    progress.took(WriteStage.WAIT_FOR_UPLOADS, System.nanoTime() - started);
  }

  /** Discards those that are not closed. */
  void abort() {
    ClosingFiles.abort(files);
  }

  /** Who closes a file. */
  enum Closer {
    /** Another thread, if there is room. */
    BACKGROUND,
    /** The calling thread, which has nothing else to do. */
    CALLER
  }
}
