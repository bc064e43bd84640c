package org.parquetext.integration.random;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;

/** A user-defined type that is stored as a struct of two numbers. */
public final class PointType extends UserDefinedType<Point> {
  private static final StructType STORED =
      new StructType().add("x", DataTypes.DoubleType, false).add("y", DataTypes.DoubleType, false);

  @Override
  public DataType sqlType() {
    return STORED;
  }

  @Override
  public InternalRow serialize(Point point) {
    return new GenericInternalRow(new Object[] {point.x(), point.y()});
  }

  @Override
  public Point deserialize(Object stored) {
    InternalRow row = (InternalRow) stored;
    return new Point(row.getDouble(0), row.getDouble(1));
  }

  @Override
  public Class<Point> userClass() {
    return Point.class;
  }
}
