package org.parquetext.options;

import java.util.regex.Pattern;

/** What stands in front of the names of files. */
final class FilePrefix {

  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9-][A-Za-z0-9._-]{0,99}");

  private FilePrefix() {}

  /**
   * The prefix.
   *
   * @throws IllegalArgumentException if a file system may not take it, or readers hide such files
   */
  static String parse(String text) {
    if (SAFE.matcher(text).matches()) {
      return text;
    }
    throw new IllegalArgumentException(text);
  }
}
