package org.parquetext.spark.conf;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.schema.MessageType;

/**
 * Which columns have a key of their own, as {@code PropertiesDrivenCryptoFactory} reads it:
 *
 * <pre>
 * key: column, column; key: column
 * </pre>
 *
 * <p>where a column is the dotted path of a leaf. Finds what is wrong with it, so that no task has
 * to.
 */
final class ColumnKeys {

  /** Below it stands what a variant is shredded into, which is not known while planning. */
  private static final String SHREDDED = "typed_value";

  private final Set<String> columns = new LinkedHashSet<>();
  private String fault;

  private ColumnKeys() {}

  /** Reads them; what cannot be read is a {@link #fault}. */
  static ColumnKeys parse(String text) {
    ColumnKeys keys = new ColumnKeys();
    for (String keyOfColumns : text.split(";")) {
      if (!keyOfColumns.isBlank()) {
        keys.add(keyOfColumns.split(":", -1));
      }
    }
    return keys;
  }

  private void add(String[] keyAndColumns) {
    if (keyAndColumns.length != 2 || keyAndColumns[0].isBlank()) {
      fault = "it is not of the form `key: column, column; key: column`. Mend it";
      return;
    }
    for (String column : keyAndColumns[1].split(",", -1)) {
      if (column.isBlank()) {
        fault = "key `" + keyAndColumns[0].trim() + "` has a column without a name. Mend it";
      } else if (!columns.add(column.trim())) {
        fault = "column `" + column.trim() + "` has two keys. Leave one";
      }
    }
  }

  /** What is wrong with them for files of a schema, as the reason and remedy of a refusal. */
  Optional<String> fault(MessageType schema) {
    return Optional.ofNullable(fault)
        .or(
            () ->
                columns.stream()
                    .filter(column -> !mayHave(schema, column.split("\\.")))
                    .findFirst()
                    .map(column -> "the files have no column `" + column + "`. Name leaves"));
  }

  private static boolean mayHave(MessageType schema, String[] path) {
    return List.of(path).contains(SHREDDED)
        || schema.containsPath(path) && schema.getType(path).isPrimitive();
  }

  /** Whether a leaf has a key of its own. */
  boolean name(String leaf) {
    return columns.contains(leaf);
  }

  /** Whether a part of a group has a key. */
  boolean reach(String group) {
    return columns.stream().anyMatch(column -> column.startsWith(group + "."));
  }
}
