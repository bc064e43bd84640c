package org.parquetext.delta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The add actions in the log of a table, as they stand there. */
final class AddedFiles {

  private static final ObjectMapper JSON = new ObjectMapper();

  private AddedFiles() {}

  /** All that any version has added, in the order of the log. */
  static List<JsonNode> of(Path table) {
    List<JsonNode> adds = new ArrayList<>();
    try (Stream<Path> log = Files.list(table.resolve("_delta_log"))) {
      for (Path version : log.filter(p -> p.toString().endsWith(".json")).sorted().toList()) {
        for (String line : Files.readAllLines(version)) {
          JsonNode add = JSON.readTree(line).get("add");
          if (add != null) {
            adds.add(add);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return adds;
  }

  /** The actions of files by the number of the task that wrote them, one file each. */
  static TreeMap<Integer, JsonNode> byTask(Path table) {
    TreeMap<Integer, JsonNode> byTask = new TreeMap<>();
    for (JsonNode add : of(table)) {
      String name = add.get("path").asText();
      int task = Integer.parseInt(name.replaceAll("(.*/)?part-(\\d+)-.*", "$2"));
      if (byTask.put(task, add) != null) {
        throw new IllegalStateException("Task " + task + " has added two files");
      }
    }
    return byTask;
  }

  /** The statistics of an action. */
  static JsonNode statistics(JsonNode add) {
    try {
      return JSON.readTree(add.get("stats").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
