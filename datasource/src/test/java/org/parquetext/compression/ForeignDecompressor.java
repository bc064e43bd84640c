package org.parquetext.compression;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.Decoder;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputDecompressor;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.parquetext.options.Codec;

/** Pages read by others: parquet-hadoop with Hadoop's codecs, and brotli4j for brotli. */
final class ForeignDecompressor {

  private static final int PAGE_SIZE = 1 << 20;

  private ForeignDecompressor() {}

  /** The page that was compressed. */
  static byte[] decompress(Codec codec, byte[] compressed, int length) throws IOException {
    if (codec == Codec.BROTLI) {
      Brotli4jLoader.ensureAvailability();
      return Decoder.decompress(compressed).getDecompressedData();
    }
    CodecFactory factory = new CodecFactory(new Configuration(false), PAGE_SIZE);
    try {
      BytesInputDecompressor decompressor = factory.getDecompressor(parquetName(codec));
      return decompressor.decompress(BytesInput.from(compressed), length).toByteArray();
    } finally {
      factory.release();
    }
  }

  private static CompressionCodecName parquetName(Codec codec) {
    return CompressionCodecName.valueOf(codec.name());
  }
}
