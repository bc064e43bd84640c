package org.parquetext.delta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaColumnMapping;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/** The names of the columns of a table behind those in its files, all of them different. */
final class LogicalNames {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> names = new HashMap<>();

  private LogicalNames() {}

  static LogicalNames of(SparkSession spark, String table) {
    LogicalNames names = new LogicalNames();
    names.add(
        DeltaLog.forTable(spark, table)
            .update(false, Option.empty(), Option.empty())
            .metadata()
            .schema());
    return names;
  }

  private void add(StructType struct) {
    for (StructField field : struct.fields()) {
      names.put(DeltaColumnMapping.getPhysicalName(field), field.name());
      if (field.dataType() instanceof StructType inner) {
        add(inner);
      }
    }
  }

  /** Puts them into the statistics of an add action. */
  void restoreIn(JsonNode add) {
    try {
      ObjectNode action = (ObjectNode) add;
      JsonNode statistics = JSON.readTree(action.get("stats").asText());
      action.put("stats", JSON.writeValueAsString(restored(statistics)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode restored(JsonNode node) {
    if (!node.isObject()) {
      return node;
    }
    ObjectNode renamed = JSON.createObjectNode();
    node.fields()
        .forEachRemaining(
            field ->
                renamed.set(
                    names.getOrDefault(field.getKey(), field.getKey()),
                    restored(field.getValue())));
    return renamed;
  }
}
