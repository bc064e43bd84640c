package org.parquetext.integration.matrix;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NullType;

/** Whether what a column consists of may be null: all of it, or nothing but void. */
enum Nullability {
  OPTIONAL,
  REQUIRED;

  boolean of(DataType type) {
    return this == OPTIONAL || type instanceof NullType;
  }
}
