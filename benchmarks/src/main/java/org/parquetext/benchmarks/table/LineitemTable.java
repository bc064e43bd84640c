package org.parquetext.benchmarks.table;

import io.trino.tpch.LineItem;
import io.trino.tpch.LineItemGenerator;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The TPC-H table {@code lineitem} (specification 3.0, section 1.4.1), generated in the process by
 * {@code io.trino.tpch}. Its rows depend on the scale alone: the number of parts only says how they
 * are spread over partitions, in the order of the order keys.
 *
 * <p>The columns are nullable although no value is null, as they are in any table that Spark has
 * read from files.
 */
public final class LineitemTable implements BenchmarkTable {

  private static final int MONEY_PRECISION = 12;
  private static final int MONEY_SCALE = 2;
  private static final long HUNDREDTHS = 100;

  private static final StructType SCHEMA =
      new StructType()
          .add("l_orderkey", DataTypes.LongType)
          .add("l_partkey", DataTypes.LongType)
          .add("l_suppkey", DataTypes.LongType)
          .add("l_linenumber", DataTypes.IntegerType)
          .add("l_quantity", DataTypes.createDecimalType(MONEY_PRECISION, MONEY_SCALE))
          .add("l_extendedprice", DataTypes.createDecimalType(MONEY_PRECISION, MONEY_SCALE))
          .add("l_discount", DataTypes.createDecimalType(MONEY_PRECISION, MONEY_SCALE))
          .add("l_tax", DataTypes.createDecimalType(MONEY_PRECISION, MONEY_SCALE))
          .add("l_returnflag", DataTypes.StringType)
          .add("l_linestatus", DataTypes.StringType)
          .add("l_shipdate", DataTypes.DateType)
          .add("l_commitdate", DataTypes.DateType)
          .add("l_receiptdate", DataTypes.DateType)
          .add("l_shipinstruct", DataTypes.StringType)
          .add("l_shipmode", DataTypes.StringType)
          .add("l_comment", DataTypes.StringType);

  private final double scale;

  /**
   * The table of a scale.
   *
   * @param scale the TPC-H scale factor; 1 is about six million rows
   */
  public LineitemTable(double scale) {
    if (!(scale > 0)) {
      throw new IllegalArgumentException(
          "Cannot generate lineitem: scale " + scale + " is not > 0");
    }
    this.scale = scale;
  }

  /** The sixteen columns, in the order of the specification. */
  public static StructType schema() {
    return SCHEMA;
  }

  @Override
  public String name() {
    return "lineitem scale " + scale;
  }

  @Override
  public Dataset<Row> generate(SparkSession session, int parts) {
    double scale = this.scale;
    JavaRDD<InternalRow> rows =
        JavaSparkContext.fromSparkContext(session.sparkContext())
            .parallelize(Collections.nCopies(parts, 0), parts)
            .mapPartitionsWithIndex((part, ignored) -> rows(scale, part + 1, parts), true);
    // Rows in Spark's own form depend on no setting of the session, as external dates would.
    return ((org.apache.spark.sql.classic.SparkSession) session)
        .internalCreateDataFrame(rows.rdd(), SCHEMA, false);
  }

  private static Iterator<InternalRow> rows(double scale, int part, int parts) {
    Iterator<LineItem> items = new LineItemGenerator(scale, part, parts).iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return items.hasNext();
      }

      @Override
      public InternalRow next() {
        return row(items.next());
      }
    };
  }

  private static InternalRow row(LineItem item) {
    return new GenericInternalRow(
        new Object[] {
          item.getOrderKey(),
          item.getPartKey(),
          item.getSupplierKey(),
          item.getLineNumber(),
          money(item.getQuantity() * HUNDREDTHS),
          money(item.getExtendedPriceInCents()),
          money(item.getDiscountPercent()),
          money(item.getTaxPercent()),
          UTF8String.fromString(item.getReturnFlag()),
          UTF8String.fromString(item.getStatus()),
          item.getShipDate(),
          item.getCommitDate(),
          item.getReceiptDate(),
          UTF8String.fromString(item.getShipInstructions()),
          UTF8String.fromString(item.getShipMode()),
          UTF8String.fromString(item.getComment())
        });
  }

  private static Decimal money(long hundredths) {
    return Decimal.apply(hundredths, MONEY_PRECISION, MONEY_SCALE);
  }
}
