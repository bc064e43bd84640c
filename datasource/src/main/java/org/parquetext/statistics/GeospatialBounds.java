package org.parquetext.statistics;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.parquetext.WriteException;

/**
 * The bounding box and the geometry types of a chunk of GEOMETRY values, gathered by parquet-java's
 * own code; what is no well-known binary is left out of them, as there. Like parquet-java, none are
 * gathered of GEOGRAPHY values.
 *
 * <p>Older versions than parquet 1.16 do not have these statistics: types are found by the names of
 * their classes, and parquet-java's code is called by handles. Confined to one thread at a time.
 */
public final class GeospatialBounds {

  private static final String PACKAGE = "org.apache.parquet.column.statistics.geospatial.";

  private final PrimitiveType type;
  private final MethodHandle newBuilder;
  private final MethodHandle update;
  private final MethodHandle build;
  private Object builder;

  private GeospatialBounds(PrimitiveType type) {
    this.type = type;
    try {
      Class<?> statistics = Class.forName(PACKAGE + "GeospatialStatistics");
      Class<?> builders = Class.forName(PACKAGE + "GeospatialStatistics$Builder");
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      newBuilder =
          lookup
              .findStatic(
                  statistics, "newBuilder", MethodType.methodType(builders, PrimitiveType.class))
              .asType(MethodType.methodType(Object.class, PrimitiveType.class));
      update =
          lookup
              .findVirtual(builders, "update", MethodType.methodType(void.class, Binary.class))
              .asType(MethodType.methodType(void.class, Object.class, Binary.class));
      build =
          lookup
              .findVirtual(builders, "build", MethodType.methodType(statistics))
              .asType(MethodType.methodType(Object.class, Object.class));
    } catch (ReflectiveOperationException e) {
      throw new WriteException(
          "Cannot write geospatial statistics with this version of parquet-java: " + e, e);
    }
  }

  /** Whether there are such statistics of a type. */
  public static boolean supports(PrimitiveType type) {
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    return annotation != null
        && annotation.getClass().getSimpleName().equals("GeometryLogicalTypeAnnotation");
  }

  /**
   * Empty bounds of values of a type.
   *
   * @throws WriteException when this version of parquet-java does not have them
   */
  public static GeospatialBounds of(PrimitiveType type) {
    return new GeospatialBounds(type);
  }

  /**
   * Takes in the first {@code count} values.
   *
   * @param starts value i is the bytes of {@code data} from {@code starts[i]} on
   * @param lengths as many as {@code lengths[i]}
   */
  public void update(byte[] data, int[] starts, int[] lengths, int count) {
    try {
      if (builder == null) {
        builder = newBuilder.invokeExact(type);
      }
      for (int i = 0; i < count; i++) {
        update.invokeExact(builder, Binary.fromConstantByteArray(data, starts[i], lengths[i]));
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("Cannot gather geospatial statistics: " + e, e);
    }
  }

  /**
   * The {@code GeospatialStatistics} of parquet-java, and starts the next chunk.
   *
   * @return null if there was no value
   */
  public Object finish() {
    if (builder == null) {
      return null;
    }
    try {
      Object statistics = build.invokeExact(builder);
      builder = null;
      return statistics;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("Cannot gather geospatial statistics: " + e, e);
    }
  }
}
