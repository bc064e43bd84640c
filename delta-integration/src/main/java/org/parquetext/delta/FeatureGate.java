package org.parquetext.delta;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.UserDefinedType;
import org.apache.spark.sql.types.VariantType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Which tables may be written to: those of which every feature is known to be kept, and no metadata
 * is in use that asks more of a writer. Old protocols have features without naming them, so both
 * are looked at.
 *
 * @see <a href="https://github.com/delta-io/delta/blob/v4.4.0/PROTOCOL.md">Delta's protocol</a>
 */
final class FeatureGate {

  private static final Set<String> HONOURED =
      Set.of(
          "appendOnly",
          "invariants",
          "checkConstraints",
          "changeDataFeed",
          "columnMapping",
          "deletionVectors",
          "rowTracking",
          "domainMetadata",
          "inCommitTimestamp",
          "v2Checkpoint",
          "vacuumProtocolCheck",
          "checkpointProtection",
          "clustering",
          "timestampNtz",
          "typeWidening",
          "typeWidening-preview",
          "variantType",
          "variantType-preview",
          "variantShredding",
          "variantShredding-preview",
          "materializePartitionColumns",
          // Only what uses them is refused.
          "allowColumnDefaults",
          "generatedColumns",
          "identityColumns");

  static final String FORMAT_VERSION = "delta.parquet.format.version";

  private final Path table;

  FeatureGate(Path table) {
    this.table = table;
  }

  /**
   * Looks at a table as the write will leave it.
   *
   * @param rows the columns that the write has
   * @throws IllegalArgumentException naming feature, table, reason and the way out
   */
  void check(DeltaLog log, OptimisticTransaction txn, StructType rows) {
    for (String feature :
        CollectionConverters.asJava(txn.protocol().readerAndWriterFeatureNames())) {
      if (!HONOURED.contains(feature)) {
        throw refusal("feature `" + feature + "`", "parquet-ext does not know how to keep it");
      }
    }
    log.protocolWrite(txn.protocol());
    Metadata metadata = txn.metadata();
    checkProperties(Scala.map(metadata.configuration()));
    for (StructField field : metadata.schema().fields()) {
      checkField(field, rows);
    }
  }

  private void checkProperties(Map<String, String> properties) {
    properties.forEach(
        (key, value) -> {
          if (key.startsWith("delta.enableIcebergCompat") && value.equalsIgnoreCase("true")
              || key.equals("delta.universalFormat.enabledFormats") && !value.isBlank()) {
            throw refusal(
                "property `%s` = `%s`".formatted(key, value),
                "Iceberg's readers ask more of the files than parquet-ext writes");
          }
          if (key.equals(FORMAT_VERSION) && !value.trim().equals("1.0.0")) {
            throw refusal(
                "property `%s` = `%s`".formatted(key, value),
                "parquet-ext writes files of version 1.0.0 to Delta tables");
          }
          if (key.equals("delta.randomizeFilePrefixes") && value.equalsIgnoreCase("true")) {
            throw refusal(
                "property `%s` = `%s`".formatted(key, value),
                "parquet-ext names directories after their partitions");
          }
          if (key.startsWith("delta.coordinatedCommits.")
              || key.startsWith("delta.redirect") && !value.isBlank()) {
            throw refusal("property `" + key + "`", "parquet-ext does not know how to keep it");
          }
        });
  }

  private void checkField(StructField field, StructType rows) {
    List<String> given = List.of(rows.fieldNames());
    boolean isGiven = given.stream().anyMatch(field.name()::equalsIgnoreCase);
    if (field.metadata().contains("delta.generationExpression")) {
      throw refusal(
          "generated column `" + field.name() + "`", "parquet-ext does not compute its values");
    }
    if (field.metadata().contains("delta.identity.start")
        || field.metadata().contains("delta.identity.step")) {
      throw refusal(
          "identity column `" + field.name() + "`", "parquet-ext does not number its rows");
    }
    if (field.metadata().contains("CURRENT_DEFAULT") && !isGiven) {
      throw refusal(
          "the default of column `" + field.name() + "`",
          "parquet-ext does not fill it in, and the rows do not have the column. Add it to them");
    }
    checkType(field.name(), field.dataType());
  }

  private void checkType(String column, DataType type) {
    List<String> refused = new ArrayList<>();
    collectRefused(type, refused);
    if (!refused.isEmpty()) {
      throw refusal(
          "%s of column `%s`".formatted(refused.get(0), column),
          "parquet-ext does not write it to Delta tables");
    }
  }

  private static void collectRefused(DataType type, List<String> refused) {
    type.existsRecursively(
        inner -> {
          if (inner instanceof UserDefinedType<?> defined) {
            collectRefused(defined.sqlType(), refused);
            collectHidden(defined, defined.sqlType(), refused);
          } else if (inner instanceof StringType text && !text.isUTF8BinaryCollation()) {
            refused.add("collated type " + text.sql());
          } else if (inner.typeName().matches("(geometry|geography|time)(\\(.*\\))?")) {
            refused.add("type " + inner.sql());
          }
          // True would end the walk, and what stands behind would not be seen.
          return false;
        });
  }

  /** Delta does not look into user-defined types for what a table's protocol must say. */
  private static void collectHidden(
      UserDefinedType<?> defined, DataType type, List<String> refused) {
    type.existsRecursively(
        inner -> {
          if (inner instanceof VariantType || inner instanceof TimestampNTZType) {
            refused.add(
                "type %s within the user-defined type %s"
                    .formatted(inner.sql(), defined.getClass().getName()));
          }
          return false;
        });
  }

  private IllegalArgumentException refusal(String what, String reason) {
    return new IllegalArgumentException(
        "Cannot write to the Delta table %s, which has %s: %s. Use format(\"delta\")."
            .formatted(table, what, reason));
  }
}
