package org.parquetext.pipeline;

/** Is told of files that writers have closed. */
@FunctionalInterface
public interface FileObserver {

  /**
   * A file is closed, and has passed its verification if it was to be verified; whether it will
   * ever be committed is not known yet. Called by the thread that has closed it, possibly by
   * several at once; does not block or throw.
   *
   * @param nanos since it was created
   */
  void closed(WrittenFile file, long nanos);
}
