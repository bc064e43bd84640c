package org.parquetext.spark.arrow;

import org.apache.arrow.vector.FieldVector;
import org.apache.spark.unsafe.Platform;

/**
 * Geometries and geographies as little-endian WKB. Each value is parsed and written anew by Spark's
 * own code, as the built-in writer does: a stored value may be of the other byte order.
 */
final class GeospatialTransposer extends BinaryTransposer {

  private final Geospatial.Converter converter;
  private byte[][] wkb;

  GeospatialTransposer(FieldVector vector, Geospatial type) {
    super(vector);
    this.converter = type.converter();
  }

  @Override
  void copyValues(Slots slots) {
    wkb = new byte[slots.count()][];
    for (int i = 0; i < wkb.length; i++) {
      wkb[i] = slots.isNull(i) ? new byte[0] : converter.convert(value(slots, i));
    }
    super.copyValues(slots);
    wkb = null;
  }

  private static byte[] value(Slots slots, int position) {
    byte[] value = new byte[slots.length(position)];
    System.arraycopy(slots.bytes(), slots.target(position), value, 0, value.length);
    return value;
  }

  @Override
  int writeOffsets(Slots slots, long address) {
    int end = 0;
    Platform.putInt(null, address, 0);
    for (int i = 0; i < wkb.length; i++) {
      end = Math.addExact(end, wkb[i].length);
      Platform.putInt(null, address + (long) Integer.BYTES * (i + 1), end);
    }
    return end;
  }

  @Override
  void copyBytes(Slots slots, long address) {
    long to = address;
    for (byte[] value : wkb) {
      Platform.copyMemory(value, Platform.BYTE_ARRAY_OFFSET, null, to, value.length);
      to += value.length;
    }
  }
}
