package org.parquetext.delta;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.DateFormatClass;
import org.apache.spark.sql.catalyst.expressions.Empty2Null;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Option;

/**
 * The texts of partition values in the log (<a
 * href="https://github.com/delta-io/delta/blob/v4.4.0/PROTOCOL.md#partition-value-serialization">Delta's
 * protocol, Partition Value Serialization</a>): timestamps in UTC, others as Spark casts them.
 */
final class PartitionText {

  private static final String UTC = "UTC";
  private static final String INSTANT = "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'";

  private PartitionText() {}

  /** The text of a column's value, on a row; empty is null. */
  static Expression of(StructType rows, int ordinal) {
    StructField field = rows.fields()[ordinal];
    Expression value = new BoundReference(ordinal, field.dataType(), field.nullable());
    Option<String> zone = Option.apply(UTC);
    if (field.dataType() instanceof TimestampType) {
      Literal pattern = new Literal(UTF8String.fromString(INSTANT), DataTypes.StringType);
      return new DateFormatClass(value, pattern, zone);
    }
    Expression text =
        field.dataType() instanceof StringType
            ? value
            : new Cast(value, DataTypes.StringType, zone);
    boolean mayBeEmpty =
        field.dataType() instanceof StringType || field.dataType() instanceof BinaryType;
    return mayBeEmpty ? new Empty2Null(text) : text;
  }

  /** Those of several columns. */
  static List<Expression> of(StructType rows, List<Integer> ordinals) {
    List<Expression> texts = new ArrayList<>();
    ordinals.forEach(ordinal -> texts.add(of(rows, ordinal)));
    return texts;
  }
}
