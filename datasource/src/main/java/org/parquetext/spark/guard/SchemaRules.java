package org.parquetext.spark.guard;

import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.SchemaUtils;

/**
 * What Spark checks before it writes through a file format, and not before it writes through a
 * table: types that the session has switched off, collated keys of maps, structs without fields.
 */
public final class SchemaRules {

  private static final String TIME = "spark.sql.timeType.enabled";
  private static final String GEOSPATIAL = "spark.sql.geospatial.enabled";
  private static final String COLLATED_KEYS = "spark.sql.collation.allowInMapKeys";

  private final SparkSession session;

  public SchemaRules(SparkSession session) {
    this.session = session;
  }

  /**
   * Checks the columns of files, and for collations also those of partitions.
   *
   * @param partitions names that {@code rows} may have in another case, unless the session tells
   *     names apart by it
   * @throws IllegalArgumentException naming the column, what is wrong with it and the remedy
   */
  public void check(StructType rows, List<String> partitions) {
    boolean caseSensitive = session.sessionState().conf().caseSensitiveAnalysis();
    for (StructField field : rows.fields()) {
      String name = field.name();
      if (partitions.stream().anyMatch(caseSensitive ? name::equals : name::equalsIgnoreCase)) {
        continue;
      }
      refuseSwitchedOff(field);
      if (hasEmptyStruct(field.dataType())) {
        throw refusal(field, "Parquet has no struct without fields. Give it one, or leave it out");
      }
    }
    if (!isOn(COLLATED_KEYS)) {
      SchemaUtils.checkNoCollationsInMapKeys(rows);
    }
  }

  private void refuseSwitchedOff(StructField field) {
    if (holds(field.dataType(), "time") && !isOn(TIME)) {
      throw refusal(field, "type TIME is switched off. Set " + TIME + " to true");
    }
    if ((holds(field.dataType(), "geometry") || holds(field.dataType(), "geography"))
        && !isOn(GEOSPATIAL)) {
      throw refusal(field, "geospatial types are switched off. Set " + GEOSPATIAL + " to true");
    }
  }

  private static IllegalArgumentException refusal(StructField field, String reason) {
    return new IllegalArgumentException(
        "Cannot write column `%s` of type %s: %s."
            .formatted(field.name(), field.dataType().catalogString(), reason));
  }

  /** The types are told by their names, since Spark 4.0 has no classes for them. */
  private static boolean holds(DataType type, String name) {
    return type.existsRecursively(
        inner -> inner.typeName().toLowerCase(Locale.ROOT).matches(name + "(\\(.*\\))?"));
  }

  private static boolean hasEmptyStruct(DataType type) {
    return type.existsRecursively(
        inner -> inner instanceof StructType && ((StructType) inner).isEmpty());
  }

  /** A key that this version of Spark does not have is off. */
  private boolean isOn(String key) {
    scala.Option<String> value = session.conf().getOption(key);
    return value.isDefined() && Boolean.parseBoolean(value.get());
  }
}
