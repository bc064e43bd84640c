package org.parquetext.delta;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** Whether two statistics of a file say the same: timestamps may differ in their zones. */
final class SameStatistics {

  private SameStatistics() {}

  static void assertSame(JsonNode actual, JsonNode expected, String what) {
    assertThat(differences("", actual, expected))
        .as("%s: %s and not %s", what, actual, expected)
        .isEmpty();
  }

  private static List<String> differences(String path, JsonNode actual, JsonNode expected) {
    List<String> differences = new ArrayList<>();
    if (!actual.isObject() || !expected.isObject()) {
      if (!same(actual, expected)) {
        differences.add(path + ": " + actual + " is not " + expected);
      }
      return differences;
    }
    actual
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!expected.has(name)) {
                differences.add(path + "." + name + " should not be there");
              }
            });
    expected
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (actual.has(name)) {
                differences.addAll(
                    differences(path + "." + name, actual.get(name), expected.get(name)));
              } else {
                differences.add(path + "." + name + " is not there");
              }
            });
    return differences;
  }

  private static boolean same(JsonNode actual, JsonNode expected) {
    if (actual.isNumber() && expected.isNumber()) {
      return actual.decimalValue().compareTo(expected.decimalValue()) == 0;
    }
    if (actual.isTextual() && expected.isTextual()) {
      return actual.asText().equals(expected.asText())
          || sameInstant(actual.asText(), expected.asText());
    }
    return actual.equals(expected);
  }

  private static boolean sameInstant(String actual, String expected) {
    try {
      return OffsetDateTime.parse(actual).isEqual(OffsetDateTime.parse(expected));
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
