package org.parquetext.verify;

import org.parquetext.WriteException;

/**
 * What is looked at, as messages name it. They show counts, offsets and hashes, never values.
 *
 * @param file path of the file
 * @param part of the file; empty for the whole of it
 */
record Place(String file, String part) {

  static Place of(String file) {
    return new Place(file, "");
  }

  Place rowGroup(int rowGroup) {
    return new Place(file, ", row group " + rowGroup);
  }

  Place column(String column) {
    return new Place(file, part + ", column `" + column + "`");
  }

  /** Something is another than what was written. */
  WriteException differs(String what) {
    return new WriteException(text(what));
  }

  /** Parquet-java cannot read what was written. */
  WriteException unreadable(Throwable cause) {
    String why = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new WriteException(text("it cannot be read: " + why), cause);
  }

  private String text(String what) {
    return ("Cannot write file %s: read again after it was closed%s, %s. Nothing of it is committed."
            + " If it happens again, look for a fault of the disk, the store or the memory of this"
            + " machine.")
        .formatted(file, part, what);
  }
}
