package org.parquetext.spark.write;

import java.util.Set;

/** What a catalog must learn of a write to one of its tables. On the driver. */
public interface Registration {

  /** Of a write to a path: nothing. */
  Registration NONE =
      new Registration() {
        @Override
        public void begin() {}

        @Override
        public void committed(Set<String> directories) {}
      };

  /** The job is about to begin. What this throws fails the write, which has done nothing yet. */
  void begin();

  /**
   * The files are committed.
   *
   * @param directories the partition directories that have new files, as they stand below the
   *     table's path
   * @throws org.parquetext.WriteException saying that they are committed, and what to do
   */
  void committed(Set<String> directories);
}
