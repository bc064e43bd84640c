package org.parquetext.options;

import java.util.List;

/** Names of options that are planned, but not available in this version. */
final class PlannedOptions {

  static final List<String> NAMES =
      List.of(
          "mergeSchema",
          "overwriteSchema",
          "replaceWhere",
          "txnAppId",
          "txnVersion",
          "userMetadata");

  /** What is said of such an option: "Option `fanout` …". */
  static final String REFUSAL = "is not available in this version of parquet-ext: remove it";

  private PlannedOptions() {}

  static boolean contains(String name) {
    return NAMES.stream().anyMatch(name::equalsIgnoreCase);
  }
}
