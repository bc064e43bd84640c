package org.parquetext.pipeline;

import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The columns that all roots of a writer have: as they are, and as their dictionaries decode them.
 */
final class RootColumns {

  private final Schema schema;
  private final Schema decoded;
  private final boolean isEncoded;
  private final DictionaryProvider dictionaries;

  RootColumns(Schema schema, DictionaryProvider dictionaries) {
    this.schema = schema;
    this.dictionaries = dictionaries;
    this.decoded = DecodedSchema.of(schema, dictionaries);
    this.isEncoded = !decoded.equals(schema);
  }

  /**
   * The rows of a root, whose vectors stay its owner's.
   *
   * @throws IllegalArgumentException if the root has other columns
   */
  ColumnBatch rows(VectorSchemaRoot root) {
    if (!SameColumns.of(schema, root.getSchema())) {
      throw new IllegalArgumentException(
          "Cannot write a batch of another schema: the writer's is "
              + schema
              + " but the batch's is "
              + root.getSchema());
    }
    if (isEncoded && !SameColumns.of(decoded, DecodedSchema.of(root.getSchema(), dictionaries))) {
      throw new IllegalArgumentException(
          "Cannot write a batch whose dictionaries have other types than before: the writer's"
              + " columns are "
              + decoded);
    }
    return RootBatch.borrowed(root, dictionaries);
  }
}
