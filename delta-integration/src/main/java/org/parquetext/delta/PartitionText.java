package org.parquetext.delta;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Concat;
import org.apache.spark.sql.catalyst.expressions.Empty2Null;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Pmod;
import org.apache.spark.sql.catalyst.expressions.StringLPad;
import org.apache.spark.sql.catalyst.expressions.StringReplace;
import org.apache.spark.sql.catalyst.expressions.SubstringIndex;
import org.apache.spark.sql.catalyst.expressions.UnixMicros;
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

  private PartitionText() {}

  /** The text of a column's value, on a row; empty is null. */
  static Expression of(StructType rows, int ordinal) {
    StructField field = rows.fields()[ordinal];
    Expression value = new BoundReference(ordinal, field.dataType(), field.nullable());
    Option<String> zone = Option.apply(UTC);
    if (field.dataType() instanceof TimestampType) {
      return instant(value, zone);
    }
    Expression text =
        field.dataType() instanceof StringType
            ? value
            : new Cast(value, DataTypes.StringType, zone);
    boolean mayBeEmpty =
        field.dataType() instanceof StringType || field.dataType() instanceof BinaryType;
    return mayBeEmpty ? new Empty2Null(text) : text;
  }

  /**
   * Of casts, since how a pattern is formatted depends on {@code spark.sql.legacy.timeParserPolicy}
   * of the session, which may lose microseconds.
   */
  private static Expression instant(Expression timestamp, Option<String> zone) {
    Expression seconds =
        new SubstringIndex(new Cast(timestamp, DataTypes.StringType, zone), text("."), number(1));
    Expression micros =
        new Pmod(new UnixMicros(timestamp), new Literal(1_000_000L, DataTypes.LongType));
    Expression fraction =
        new StringLPad(new Cast(micros, DataTypes.StringType, zone), number(6), text("0"));
    return new Concat(
        Scala.seq(
            List.of(
                new StringReplace(seconds, text(" "), text("T")), text("."), fraction, text("Z"))));
  }

  private static Literal number(int number) {
    return new Literal(number, DataTypes.IntegerType);
  }

  private static Literal text(String text) {
    return new Literal(UTF8String.fromString(text), DataTypes.StringType);
  }

  /** Those of several columns. */
  static List<Expression> of(StructType rows, List<Integer> ordinals) {
    List<Expression> texts = new ArrayList<>();
    ordinals.forEach(ordinal -> texts.add(of(rows, ordinal)));
    return texts;
  }
}
