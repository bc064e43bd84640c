package org.parquetext.spark.arrow;

import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.UserDefinedType;

/** A user-defined type: coordinates, stored as an array of doubles. */
final class PointType extends UserDefinedType<double[]> {

  private static final long serialVersionUID = 1L;

  @Override
  public DataType sqlType() {
    return DataTypes.createArrayType(DataTypes.DoubleType, false);
  }

  @Override
  public Object serialize(double[] point) {
    return new GenericArrayData(point);
  }

  @Override
  public double[] deserialize(Object stored) {
    return ((GenericArrayData) stored).toDoubleArray();
  }

  @Override
  public Class<double[]> userClass() {
    return double[].class;
  }
}
