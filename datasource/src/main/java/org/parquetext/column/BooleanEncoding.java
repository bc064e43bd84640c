package org.parquetext.column;

import org.apache.parquet.column.Encoding;
import org.parquetext.buffer.PageBuffer;
import org.parquetext.encoding.BitmapRunEncoder;
import org.parquetext.encoding.PlainEncoder;

/** How the gathered bits of a page of BOOLEAN values are encoded. */
enum BooleanEncoding {
  PLAIN(Encoding.PLAIN, PlainEncoder::booleans),
  RLE(Encoding.RLE, BitmapRunEncoder::encodeValues);

  private final Encoding encoding;
  private final Encoder encoder;

  BooleanEncoding(Encoding encoding, Encoder encoder) {
    this.encoding = encoding;
    this.encoder = encoder;
  }

  static BooleanEncoding of(Encoding encoding) {
    return valueOf(encoding.name());
  }

  /** Appends all bits of a page, and says how they are encoded. */
  Encoding encode(long[] bits, int count, PageBuffer page) {
    encoder.encode(bits, count, page);
    return encoding;
  }

  /** Encodes all bits of a page. */
  private interface Encoder {
    void encode(long[] bits, int count, PageBuffer page);
  }
}
