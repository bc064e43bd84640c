package org.parquetext.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;
import org.parquetext.level.NestedData;

/** Nested rows that were written, and what parquet-java reads of them. */
final class NestedFile {

  private NestedFile() {}

  /** All rows of a file, as {@link NestedData#rows()} has them. */
  static List<List<Object>> rows(MemoryFile file, Schema schema) throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    file.forEach(group -> rows.add(NestedGroupValues.of(group, schema.getFields())));
    return rows;
  }
}
