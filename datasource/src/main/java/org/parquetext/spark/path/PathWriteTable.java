package org.parquetext.spark.path;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.types.StructType;
import org.parquetext.spark.write.ParquetWriteBuilder;
import org.parquetext.spark.write.WriteRequest;

/** The table of one write that is under way. Takes the rows as they are, without a cast. */
final class PathWriteTable implements SupportsWrite {

  private static final Set<TableCapability> CAPABILITIES =
      Collections.unmodifiableSet(
          EnumSet.of(
              TableCapability.BATCH_WRITE,
              TableCapability.TRUNCATE,
              TableCapability.OVERWRITE_BY_FILTER,
              TableCapability.OVERWRITE_DYNAMIC,
              TableCapability.ACCEPT_ANY_SCHEMA));

  private final WriteRequest request;
  private final StructType schema;

  PathWriteTable(WriteRequest request, StructType schema) {
    this.request = request;
    this.schema = schema;
  }

  @Override
  public String name() {
    return "parquet-ext " + request.path();
  }

  @Override
  @SuppressWarnings("deprecation") // the only method that Spark 4.0 to 4.2 all call
  public StructType schema() {
    return schema;
  }

  @Override
  public Set<TableCapability> capabilities() {
    return CAPABILITIES;
  }

  @Override
  public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
    return new ParquetWriteBuilder(request, info);
  }
}
