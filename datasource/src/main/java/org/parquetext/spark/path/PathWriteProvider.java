package org.parquetext.spark.path;

import java.util.Map;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.parquetext.spark.write.WriteRequest;

/**
 * Internal: the V2 side of a {@code save(path)}. Spark makes it by name; it only knows writes that
 * are under way. It reads no session configuration, which would then stand in plans.
 */
public final class PathWriteProvider implements TableProvider {

  static final String TICKET = "ticket";

  @Override
  public boolean supportsExternalMetadata() {
    return true;
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return new StructType();
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    WriteRequest request =
        PendingWrites.find(properties.get(TICKET))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        getClass().getName()
                            + " is internal to parquet-ext. Use format(\"parquet-ext\")."));
    return new PathWriteTable(request, schema);
  }
}
