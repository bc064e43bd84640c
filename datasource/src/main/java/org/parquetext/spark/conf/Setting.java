package org.parquetext.spark.conf;

/**
 * A value and where it was set.
 *
 * @param key the key as it was set there, without the session's prefix
 */
record Setting(String key, String value, Place place) {

  /** What follows {@code #} in the key: the column, or empty. */
  String column() {
    int mark = key.indexOf('#');
    return mark < 0 ? "" : key.substring(mark + 1);
  }

  /** The key without a column. */
  String name() {
    int mark = key.indexOf('#');
    return mark < 0 ? key : key.substring(0, mark);
  }
}
