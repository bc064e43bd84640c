package org.parquetext.spark.arrow;

import org.apache.arrow.vector.FieldVector;
import org.apache.spark.sql.vectorized.ColumnVector;

/** Columns of type void, which hold nothing but nulls; vectors are not read. */
final class VoidCopier extends LeafCopier {

  VoidCopier(PathNode path, FieldVector values) {
    super(path, values, (from, cells, to) -> {}, null);
  }

  @Override
  void readNulls(ColumnVector vector) {
    cells().fillNulls();
  }
}
