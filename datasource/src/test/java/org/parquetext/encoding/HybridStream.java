package org.parquetext.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.parquetext.buffer.PageBuffer;

/** Parquet-java's own reader and writer of the hybrid encoding, as oracles. */
final class HybridStream {

  private HybridStream() {}

  /** Decodes everything from byte {@code start} on, checking that nothing is left over. */
  static int[] decode(PageBuffer buffer, int start, int bitWidth, int count) throws IOException {
    byte[] bytes = Arrays.copyOfRange(buffer.array(), start, buffer.size());
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    RunLengthBitPackingHybridDecoder decoder = new RunLengthBitPackingHybridDecoder(bitWidth, in);
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = decoder.readInt();
    }
    assertThat(in.available()).as("bytes left over").isZero();
    return values;
  }

  /** The bytes that parquet-java needs. */
  static long parquetJavaBytes(int[] values, int bitWidth) throws IOException {
    try (RunLengthBitPackingHybridEncoder encoder =
        new RunLengthBitPackingHybridEncoder(
            bitWidth, 64, 1 << 20, HeapByteBufferAllocator.getInstance())) {
      for (int value : values) {
        encoder.writeInt(value);
      }
      return encoder.toBytes().size();
    }
  }
}
