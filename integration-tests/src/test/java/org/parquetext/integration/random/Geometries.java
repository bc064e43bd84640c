package org.parquetext.integration.random;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Geography;
import org.apache.spark.sql.types.GeographyType;
import org.apache.spark.sql.types.Geometry;
import org.apache.spark.sql.types.GeometryType;

/**
 * Geometries and geographies as well-known binary, little-endian as Spark writes it: points, lines,
 * polygons and collections of them, empty ones among them, of two dimensions to four. Coordinates
 * are longitudes and latitudes.
 */
final class Geometries {
  private static final int POINT = 1;
  private static final int LINE_STRING = 2;
  private static final int POLYGON = 3;
  private static final int MULTI_POINT = 4;
  private static final int COLLECTION = 7;

  private static final int MAX_BYTES = 4_096;
  private static final int MAX_PARTS = 3;

  private final Random random;
  private final int dimensions;
  private final int code;
  private final ByteBuffer wkb = ByteBuffer.allocate(MAX_BYTES);

  private Geometries(Random random) {
    this.random = random;
    int form = random.nextInt(4);
    this.dimensions = List.of(2, 3, 3, 4).get(form);
    this.code = 1_000 * form;
    wkb.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** By the name, since an older Spark does not have the classes. */
  static boolean isGeospatial(DataType type) {
    return type.typeName().startsWith("geo");
  }

  /** A random one of a geospatial type. */
  static Object next(DataType type, Random random) {
    Geometries geometry = new Geometries(random);
    switch (random.nextInt(6)) {
      case 0 -> geometry.point(random.nextInt(5) > 0);
      case 1 -> geometry.line();
      case 2 -> geometry.polygon();
      case 3 -> geometry.points();
      case 4 -> geometry.collection();
      default -> geometry.point(true);
    }
    return geometry.of(type);
  }

  private Object of(DataType type) {
    byte[] bytes = new byte[wkb.position()];
    wkb.flip().get(bytes);
    return type instanceof GeometryType geometry
        ? Geometry.fromWKB(bytes, geometry.srid())
        : Geography.fromWKB(bytes, ((GeographyType) type).srid());
  }

  private void begin(int kind) {
    wkb.put((byte) 1).putInt(code + kind);
  }

  private int parts() {
    int parts = random.nextInt(MAX_PARTS + 1);
    wkb.putInt(parts);
    return parts;
  }

  /** An empty point has no numbers for coordinates. */
  private void point(boolean present) {
    begin(POINT);
    coordinates(
        present ? random.nextDouble(-180, 180) : Double.NaN,
        present ? random.nextDouble(-90, 90) : Double.NaN,
        present ? random.nextInt(1_000) : Double.NaN);
  }

  /** Of no coordinates or more than one. */
  private void line() {
    begin(LINE_STRING);
    int size = random.nextInt(MAX_PARTS + 1);
    size = size == 1 ? 2 : size;
    wkb.putInt(size);
    for (int i = 0; i < size; i++) {
      coordinates(random.nextInt(-180, 180), random.nextInt(-90, 90), i);
    }
  }

  /** Of one ring, a triangle, or of none. */
  private void polygon() {
    begin(POLYGON);
    int rings = random.nextInt(2);
    wkb.putInt(rings);
    if (rings > 0) {
      int x = random.nextInt(-170, 170);
      int y = random.nextInt(-80, 80);
      wkb.putInt(4);
      coordinates(x, y, 1);
      coordinates(x + 5, y, 2);
      coordinates(x, y + 5, 3);
      coordinates(x, y, 1);
    }
  }

  private void points() {
    begin(MULTI_POINT);
    for (int i = parts(); i > 0; i--) {
      point(true);
    }
  }

  private void collection() {
    begin(COLLECTION);
    for (int i = parts(); i > 0; i--) {
      if (random.nextBoolean()) {
        line();
      } else {
        polygon();
      }
    }
  }

  private void coordinates(double x, double y, double others) {
    wkb.putDouble(x).putDouble(y);
    for (int i = 2; i < dimensions; i++) {
      wkb.putDouble(others);
    }
  }
}
