package org.parquetext.spark.arrow;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteOrder;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.parquetext.WriteException;

/**
 * Spark's geospatial types, which older versions than 4.1 do not have: types are found by the names
 * of their classes, and Spark's code is called by handles.
 */
enum Geospatial {
  GEOMETRY("Geometry"),
  GEOGRAPHY("Geography");

  private final String name;

  Geospatial(String name) {
    this.name = name;
  }

  /** The one that a Spark type is, if any. */
  static Optional<Geospatial> of(DataType type) {
    String className = type.getClass().getName();
    for (Geospatial geospatial : values()) {
      if (className.equals("org.apache.spark.sql.types." + geospatial.name + "Type")) {
        return Optional.of(geospatial);
      }
    }
    return Optional.empty();
  }

  /**
   * Spark's code for this type.
   *
   * @throws WriteException when this version of Spark does not have it
   */
  Converter converter() {
    try {
      Class<?> spark = Class.forName("org.apache.spark.sql.catalyst.util." + name);
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      return new Converter(
          lookup.findStatic(spark, "fromBytes", MethodType.methodType(spark, byte[].class)),
          lookup.findVirtual(spark, "toWkb", MethodType.methodType(byte[].class, ByteOrder.class)));
    } catch (ReflectiveOperationException e) {
      throw new WriteException(
          "Cannot write " + name + " values with this version of Spark: " + e, e);
    }
  }

  /** From the form that rows hold to well-known binary. */
  record Converter(MethodHandle fromBytes, MethodHandle toWkb) {

    /** Little-endian WKB; the error is Spark's own when the value is none. */
    byte[] convert(byte[] value) {
      try {
        return (byte[]) toWkb.invoke(fromBytes.invoke(value), ByteOrder.LITTLE_ENDIAN);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new WriteException("Cannot read a geospatial value: " + e.getMessage(), e);
      }
    }
  }
}
