package org.parquetext.integration.random;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.types.variant.Variant;
import org.apache.spark.types.variant.VariantBuilder;
import org.apache.spark.unsafe.types.VariantVal;

/** Variants as Spark parses them from JSON. */
final class Variants {
  static final List<Object> EXTREMES =
      Stream.of("null", "{}", "[]", "\"\"", "-1e308", "[[[{\"a\": {\"b\": [null]}}]]]")
          .map(Variants::parse)
          .map(Object.class::cast)
          .toList();

  private Variants() {}

  static VariantVal next(Random random) {
    long number = random.nextLong();
    return parse(
        switch (random.nextInt(4)) {
          case 0 -> Long.toString(number);
          case 1 -> "\"%x\"".formatted(number);
          case 2 -> "[%d, true, \"%x\"]".formatted(number, number);
          default -> "{\"a\": %d, \"k%d\": [%d]}".formatted(number, random.nextInt(20), number);
        });
  }

  private static VariantVal parse(String json) {
    try {
      Variant variant = VariantBuilder.parseJson(json, false);
      return new VariantVal(variant.getValue(), variant.getMetadata());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
