package org.parquetext.spark.commit;

import org.apache.hadoop.fs.FileStatus;

/**
 * What tells a file from another one that has taken its name.
 *
 * @param bytes length of the file; 0 for a link
 * @param modified when it was modified, in milliseconds since 1970; 0 for a link
 * @param target where a link leads; empty for a file
 */
record OldFile(long bytes, long modified, String target) {

  static OldFile file(FileStatus status) {
    return new OldFile(status.getLen(), status.getModificationTime(), "");
  }

  static OldFile link(String target) {
    return new OldFile(0, 0, target);
  }

  boolean isLink() {
    return !target.isEmpty();
  }
}
