package org.parquetext.integration.random;

import java.util.List;
import java.util.Random;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructType;

/** Types of any kind, with others inside them to some depth. */
public final class RandomTypes {
  private static final int MAX_FIELDS = 3;
  private static final int MAX_PRECISION = 38;
  private static final List<DataType> KEYS =
      LeafTypes.ALL.stream().filter(LeafTypes::isKey).toList();

  private final Random random;

  public RandomTypes(Random random) {
    this.random = random;
  }

  /** Lets a session write and read all of them; variants are written as they are, unshredded. */
  public static void enableIn(SparkSession session) {
    session.conf().set("spark.sql.timeType.enabled", true);
    session.conf().set("spark.sql.variant.writeShredding.enabled", false);
    session.conf().set("spark.sql.variant.inferShreddingSchema", false);
    // Else the reader decodes row by row what has many fields, however they are nested.
    session.conf().set("spark.sql.codegen.maxFields", 1_000);
  }

  /** A type that has no others inside it. */
  public DataType leaf() {
    int choice = random.nextInt(LeafTypes.ALL.size() + 3);
    return choice < LeafTypes.ALL.size() ? LeafTypes.ALL.get(choice) : decimal();
  }

  /** A struct, array or map with others inside it, and others inside those up to the depth. */
  public DataType nested(int depth) {
    return switch (random.nextInt(3)) {
      case 0 -> struct(depth);
      case 1 -> {
        DataType element = inner(depth);
        yield DataTypes.createArrayType(element, nullable(element));
      }
      default -> {
        DataType value = inner(depth);
        DataType key = KEYS.get(random.nextInt(KEYS.size()));
        yield DataTypes.createMapType(key, value, nullable(value));
      }
    };
  }

  /** Whether a field of a type is to allow nulls; of void it has to. */
  public boolean nullable(DataType type) {
    return random.nextInt(4) > 0 || type instanceof NullType;
  }

  private StructType struct(int depth) {
    StructType struct = new StructType();
    for (int fields = 1 + random.nextInt(MAX_FIELDS); fields > 0; fields--) {
      DataType type = inner(depth);
      struct = struct.add("f" + struct.length(), type, nullable(type));
    }
    return struct;
  }

  private DataType inner(int depth) {
    return depth > 1 && random.nextBoolean() ? nested(depth - 1) : leaf();
  }

  private DataType decimal() {
    int precision = 1 + random.nextInt(MAX_PRECISION);
    return DataTypes.createDecimalType(precision, random.nextInt(precision + 1));
  }
}
