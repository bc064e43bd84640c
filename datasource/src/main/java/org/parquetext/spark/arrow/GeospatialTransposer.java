package org.parquetext.spark.arrow;

import org.apache.arrow.vector.FieldVector;
import org.parquetext.buffer.PageBuffer;

/**
 * Geometries and geographies as little-endian WKB. Each value is parsed and written anew by Spark's
 * own code, as the built-in writer does: a stored value may be of the other byte order.
 */
final class GeospatialTransposer extends BinaryTransposer {

  /** More than this is given back after a page of large values. */
  private static final int RETAINED_BYTES = 512 * 1024;

  private final Geospatial.Converter converter;
  private final PageBuffer wkb = new PageBuffer(0);

  GeospatialTransposer(FieldVector field, Geospatial type) {
    super(field);
    this.converter = type.converter();
  }

  @Override
  int locate(Slots slots) {
    wkb.clear();
    wkb.trim(RETAINED_BYTES);
    int longest = 0;
    for (int i = 0; i < slots.count(); i++) {
      starts[i] = wkb.size();
      if (!slots.isNull(i)) {
        byte[] value = converter.convert(value(slots, i));
        wkb.putBytes(value, 0, value.length);
      }
      lengths[i] = wkb.size() - starts[i];
      longest = Math.max(longest, lengths[i]);
    }
    return longest;
  }

  private static byte[] value(Slots slots, int position) {
    byte[] value = new byte[slots.length(position)];
    System.arraycopy(slots.bytes(), slots.target(position), value, 0, value.length);
    return value;
  }

  @Override
  byte[] data(Slots slots) {
    return wkb.array();
  }

  @Override
  public void close() {
    wkb.clear();
    wkb.trim(0);
    super.close();
  }
}
