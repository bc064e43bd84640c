package org.parquetext.spark.conf;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.execution.datasources.parquet.SparkShreddingUtils$;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VariantType;

/**
 * Whether and how a write shreds its variants, as the built-in writer does: not at all, into a
 * given schema, or into one that is inferred of the first rows of each directory of a task. Only
 * variants that are columns, or fields of structs, are shredded; those within arrays and maps never
 * are. Travels to the executors.
 */
public final class VariantShredding implements Serializable {

  static final String ENABLED = "spark.sql.variant.writeShredding.enabled";
  static final String INFERRED = "spark.sql.variant.inferShreddingSchema";
  static final String FORCED = "spark.sql.variant.forceShreddingSchemaForTest";

  private static final long serialVersionUID = 1L;

  private final StructType forced;
  private final ShreddingInference inference;

  private VariantShredding(StructType forced, ShreddingInference inference) {
    this.forced = forced;
    this.inference = inference;
  }

  /**
   * What holds for a write.
   *
   * @throws IllegalArgumentException naming the key, its value, its place and what it should be
   */
  static VariantShredding of(WriteColumns columns, Settings settings, SQLConf session) {
    // Which readers a table with a log has is not this session's to say.
    if (columns.areLaidOut() || !isOn(ENABLED, settings, session)) {
      return new VariantShredding(null, null);
    }
    Optional<Setting> schema =
        settings.builtIn(FORCED).filter(setting -> !setting.value().isBlank());
    if (schema.isPresent()) {
      return new VariantShredding(shredded(schema.get()), null);
    }
    if (!ShreddingInference.isAvailable() || !isOn(INFERRED, settings, session)) {
      return new VariantShredding(null, null);
    }
    return new VariantShredding(
        null,
        new ShreddingInference(
            number(ShreddingInference.MAX_WIDTH, settings, session),
            number(ShreddingInference.MAX_DEPTH, settings, session)));
  }

  private static boolean isOn(String key, Settings settings, SQLConf session) {
    return Boolean.parseBoolean(
        settings
            .builtIn(key)
            .map(FileSchemas::switched)
            .orElseGet(() -> session.getConfString(key)));
  }

  private static int number(String key, Settings settings, SQLConf session) {
    return settings
        .builtIn(key)
        .map(VariantShredding::number)
        .orElseGet(() -> Integer.valueOf(session.getConfString(key)));
  }

  private static int number(Setting setting) {
    try {
      return Integer.parseInt(setting.value().trim());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Cannot shred variants within `%s` = `%s`, set in %s: use a whole number."
              .formatted(setting.key(), setting.value(), setting.place()),
          e);
    }
  }

  private static StructType shredded(Setting setting) {
    SparkShreddingUtils$ spark = SparkShreddingUtils$.MODULE$;
    try {
      DataType values = DataType.fromDDL(setting.value());
      return spark.addWriteShreddingMetadata(spark.variantShreddingSchema(values, true, false));
    } catch (Exception e) {
      throw new IllegalArgumentException(
          "Cannot shred variants by `%s` = `%s`, set in %s: use a type that Spark can shred."
              .formatted(setting.key(), setting.value(), setting.place()),
          e);
    }
  }

  /** The columns as they are in the files of every task, as far as that is known. */
  public WriteColumns columns(WriteColumns columns) {
    return forced == null ? columns : columns.withTypesOf(shredded(columns.rows()));
  }

  /** The inference to use for the columns; empty when none of them could be shredded by it. */
  public Optional<ShreddingInference> inference(WriteColumns columns) {
    return Optional.ofNullable(inference).filter(found -> hasVariant(columns.data()));
  }

  /** The dotted paths of all variants that may be shredded. */
  public List<String> paths(StructType columns) {
    List<String> paths = new ArrayList<>();
    if (forced != null || inference != null) {
      addVariants(columns, "", paths);
    }
    return paths;
  }

  private static void addVariants(StructType columns, String parent, List<String> paths) {
    for (StructField field : columns.fields()) {
      String path = parent + field.name();
      if (field.dataType() instanceof StructType struct) {
        addVariants(struct, path + ".", paths);
      } else if (isVariant(field.dataType())) {
        paths.add(path);
      }
    }
  }

  private static boolean hasVariant(StructType columns) {
    return Stream.of(columns.fields())
        .map(StructField::dataType)
        .anyMatch(type -> type instanceof StructType struct ? hasVariant(struct) : isVariant(type));
  }

  private static boolean isVariant(DataType type) {
    return type instanceof VariantType;
  }

  private StructType shredded(StructType columns) {
    return new StructType(
        Stream.of(columns.fields())
            .map(
                field ->
                    new StructField(
                        field.name(),
                        shredded(field.dataType()),
                        field.nullable(),
                        field.metadata()))
            .toArray(StructField[]::new));
  }

  private DataType shredded(DataType type) {
    if (type instanceof StructType struct) {
      return shredded(struct);
    }
    return isVariant(type) ? forced : type;
  }
}
