package org.parquetext.integration.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.parquetext.integration.fixture.TableDirectory;

/** A folder of reports. */
record Reports(Path folder) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Every name in the folder but for those of checksums, sorted; none if there is no folder. */
  List<String> names() {
    return new TableDirectory(folder)
        .names().stream().filter(name -> !name.endsWith(".crc")).toList();
  }

  /** The reports in the order of their names, each of which is one line. */
  List<JsonNode> all() {
    List<JsonNode> reports = new ArrayList<>();
    for (String name : names()) {
      reports.add(parsed(text(name)));
    }
    return reports;
  }

  /** The only report. */
  JsonNode one() {
    if (names().size() != 1) {
      throw new AssertionError("Expected one report, but found " + names());
    }
    return all().get(0);
  }

  String text(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode parsed(String text) {
    if (text.indexOf('\n') != text.length() - 1) {
      throw new AssertionError("Expected one line, but found " + text);
    }
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  static List<Long> numbers(JsonNode array) {
    return list(array).stream().map(JsonNode::longValue).toList();
  }

  static List<String> texts(JsonNode array) {
    return list(array).stream().map(JsonNode::textValue).toList();
  }

  static long sum(JsonNode array, String field) {
    return list(array).stream().mapToLong(node -> node.get(field).longValue()).sum();
  }
}
