package org.parquetext.spark.write;

import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.SupportsTruncate;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.connector.write.WriteBuilder;

/** Builds the write of a request, and refuses a plan that asks for another mode than it. */
public final class ParquetWriteBuilder implements SupportsTruncate {

  private final WriteRequest request;
  private final LogicalWriteInfo info;
  private SaveMode mode = SaveMode.Append;

  /** A builder for rows of {@code info}'s schema. */
  public ParquetWriteBuilder(WriteRequest request, LogicalWriteInfo info) {
    this.request = request;
    this.info = info;
  }

  @Override
  public WriteBuilder truncate() {
    mode = SaveMode.Overwrite;
    return this;
  }

  @Override
  public Write build() {
    if (mode != request.mode()) {
      throw new IllegalStateException(
          "Cannot write to "
              + request.path()
              + ": planned to "
              + request.mode()
              + ", asked to "
              + mode);
    }
    return new ParquetWrite(request, request.columns().withTypesOf(info.schema()));
  }
}
