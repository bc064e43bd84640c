package org.parquetext.file;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.parquetext.WriteException;
import org.parquetext.column.ColumnChunk;

/**
 * The metadata of chunks with geospatial statistics, made by a method that older versions than
 * parquet 1.16 do not have.
 */
final class GeospatialMetadata {

  private static final int PARAMETERS = 13;

  private GeospatialMetadata() {}

  /**
   * The metadata of a chunk that has such statistics.
   *
   * @param statistics those for the footer
   * @param pages where its pages are in the file
   */
  static ColumnChunkMetaData of(ColumnChunk chunk, Statistics<?> statistics, WrittenPages pages) {
    try {
      return (ColumnChunkMetaData)
          factory()
              .invoke(
                  ColumnPath.get(chunk.descriptor().getPath()),
                  chunk.descriptor().getPrimitiveType(),
                  chunk.codec(),
                  chunk.encodingStats(),
                  chunk.encodings(),
                  statistics,
                  pages.firstDataPage(),
                  pages.dictionaryPage(),
                  chunk.values(),
                  pages.bytes(),
                  pages.uncompressedBytes(),
                  chunk.sizeStatistics(),
                  chunk.geospatialStatistics());
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new WriteException(
          "Cannot write geospatial statistics with this version of parquet-java: " + e, e);
    }
  }

  private static MethodHandle factory() throws ReflectiveOperationException {
    Method factory =
        Arrays.stream(ColumnChunkMetaData.class.getMethods())
            .filter(method -> method.getName().equals("get"))
            .filter(method -> method.getParameterCount() == PARAMETERS)
            .filter(GeospatialMetadata::takesGeospatialStatistics)
            .findFirst()
            .orElseThrow(() -> new NoSuchMethodException("ColumnChunkMetaData.get"));
    return MethodHandles.publicLookup().unreflect(factory);
  }

  private static boolean takesGeospatialStatistics(Method method) {
    return method
        .getParameterTypes()[PARAMETERS - 1]
        .getSimpleName()
        .equals("GeospatialStatistics");
  }
}
