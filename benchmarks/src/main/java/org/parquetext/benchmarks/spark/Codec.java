package org.parquetext.benchmarks.spark;

import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A codec as every writer knows it, with a level or the one that each writer takes by default.
 *
 * @param level null for the default; only zstd has one in the built-in writer
 */
public record Codec(String name, Integer level) {

  private static final String ZSTD = "zstd";

  /** Reads {@code zstd:3}, or a codec's name alone. */
  public static final class Converter implements ITypeConverter<Codec> {

    @Override
    public Codec convert(String text) {
      int colon = text.indexOf(':');
      if (colon < 0) {
        return new Codec(text, null);
      }
      String name = text.substring(0, colon);
      if (!name.equals(ZSTD)) {
        throw new TypeConversionException("only zstd has a level, but got " + text);
      }
      try {
        return new Codec(name, Integer.valueOf(text.substring(colon + 1)));
      } catch (NumberFormatException e) {
        throw new TypeConversionException("the level is not a whole number in " + text);
      }
    }
  }

  /** What a write is told. */
  public Map<String, String> options() {
    return Map.of("compression", name);
  }

  /** What the session is told during a write: no option would reach Delta's writer. */
  public Map<String, String> configuration() {
    return level == null
        ? Map.of()
        : Map.of("parquet.compression.codec.zstd.level", level.toString());
  }

  @Override
  public String toString() {
    return level == null ? name : name + ":" + level;
  }
}
