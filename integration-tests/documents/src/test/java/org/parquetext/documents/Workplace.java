package org.parquetext.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A folder in which the paths of the documents are, and an input of theirs. */
final class Workplace {
  private static final String ZIP_CODES =
      """
      zip_code,latitude,longitude,city,state,county
      00501,40.922326,-72.637078,Holtsville,NY,Suffolk
      94105,37.789018,-122.391063,San Francisco,CA,San Francisco
      94107,37.766529,-122.395770,San Francisco,CA,San Francisco
      """;

  private final Path directory;
  private Set<Path> known = Set.of();

  Workplace(Path directory) throws IOException {
    this.directory = directory;
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("zipcodes.csv"), ZIP_CODES);
  }

  /** The text of a snippet with its paths put into a folder of its document's. */
  String rebase(Snippet snippet) {
    Path folder =
        directory
            .resolve(snippet.document().name().replaceAll("\\W", "_"))
            .resolve(snippet.needsDelta() ? "delta" : "plain");
    return snippet
        .text()
        .replace("/data/", folder + "/data/")
        .replace("/checkpoints/", folder + "/checkpoints/")
        .replace("zipcodes.csv", directory + "/zipcodes.csv");
  }

  Path directory() {
    return directory;
  }

  /** The Parquet files that were not there when this was asked for last. */
  List<Path> newFiles() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      Set<Path> all = new HashSet<>(files.filter(Workplace::isData).toList());
      List<Path> added = all.stream().filter(file -> !known.contains(file)).sorted().toList();
      known = all;
      return added;
    }
  }

  private static boolean isData(Path file) {
    return file.toString().endsWith(".parquet") && !file.toString().contains("_delta_log");
  }
}
