package org.parquetext.verify;

import java.util.Collection;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.parquetext.options.Codec;
import org.parquetext.options.Verification;
import org.parquetext.options.WriteOption;
import org.parquetext.options.WriteOptions;

/** Whether parquet-java can decompress what a write asks to be verified. */
public final class ReadableCodecs {

  private ReadableCodecs() {}

  /**
   * Makes sure that the pages of all columns can be read, if they are to be.
   *
   * @param columnPaths dotted paths of the columns to be written
   * @throws IllegalArgumentException naming the column, the class that is missing and the remedy
   */
  public static void requireAvailable(WriteOptions options, Collection<String> columnPaths) {
    if (options.verification() != Verification.FULL) {
      return;
    }
    for (String path : columnPaths) {
      Codec codec = options.column(path).compression().codec();
      String className =
          CompressionCodecName.valueOf(codec.name()).getHadoopCompressionCodecClassName();
      if (className != null && !isOnClassPath(className)) {
        throw new IllegalArgumentException(
            ("Cannot write column `%s` with `%s` = `%s`: parquet-java does not decompress codec"
                    + " `%s` without class %s on the class path. Add it, choose another codec, or"
                    + " set `%s` to `%s`.")
                .formatted(
                    path,
                    WriteOption.VERIFY.key(),
                    Verification.FULL,
                    codec.name().toLowerCase(Locale.ROOT),
                    className,
                    WriteOption.VERIFY.key(),
                    Verification.FOOTER));
      }
    }
  }

  private static boolean isOnClassPath(String className) {
    return new Configuration(false).getClassByNameOrNull(className) != null;
  }
}
