package org.parquetext.delta;

import java.io.File;
import java.util.ArrayList;
import java.util.List;

/** Lists the Parquet files of a table's directory, without those of its log. */
final class DataFiles {

  private DataFiles() {}

  static List<File> below(File directory) {
    List<File> files = new ArrayList<>();
    File[] children = directory.listFiles();
    for (File child : children == null ? new File[0] : children) {
      if (child.isDirectory() && !child.getName().equals("_delta_log")) {
        files.addAll(below(child));
      } else if (child.getName().endsWith(".parquet")) {
        files.add(child);
      }
    }
    return files;
  }
}
