package org.parquetext.documents;

import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the build says of modules, profiles, properties, plugins and versions. */
final class Pom {
  private static final String ROOT = Project.read("pom.xml");

  private Pom() {}

  /** Folders of modules, those of profiles too. */
  static Set<String> modules() {
    return all("<module>([^<]*)</module>");
  }

  static Set<String> profiles() {
    return all("<profile>\\s*<id>([^<]*)</id>");
  }

  static boolean hasProperty(String name) {
    return ROOT.contains("<" + name + ">");
  }

  /** Whether a goal such as {@code spotless:apply} is one of a plugin of the build. */
  static boolean hasPlugin(String prefix) {
    return ROOT.contains("<artifactId>" + prefix + "-maven-plugin</artifactId>")
        || ROOT.contains("<artifactId>maven-" + prefix + "-plugin</artifactId>");
  }

  /** The value of a property, or the project's version. */
  static String value(String property) {
    String tag = property.equals("version") ? "version" : property;
    return all("<" + Pattern.quote(tag) + ">([^<]*)</").iterator().next();
  }

  /** What users may put behind {@code --packages}. */
  static Set<String> coordinates() {
    List<String> own =
        modules().stream()
            .filter(module -> Files.exists(Project.file(module + "/pom.xml")))
            .map(module -> Project.read(module + "/pom.xml"))
            .filter(pom -> pom.contains("flatten-maven-plugin"))
            .map(pom -> pom.replaceAll("(?s).*?</parent>.*?<artifactId>([^<]*)</.*", "$1"))
            .map(artifact -> "org.parquetext:" + artifact + ":" + value("version"))
            .toList();
    Set<String> coordinates = new TreeSet<>(own);
    coordinates.add("io.delta:delta-spark_2.13:" + value("delta.version"));
    for (String older : all("<older.delta>([^<]*)</")) {
      coordinates.add("io.delta:" + older + ":" + value("delta.version"));
    }
    coordinates.add("org.apache.hadoop:hadoop-aws:" + value("hadoop.version"));
    coordinates.add("com.aayushatharva.brotli4j:brotli4j:" + value("brotli4j.version"));
    return coordinates;
  }

  private static Set<String> all(String pattern) {
    return Pattern.compile(pattern)
        .matcher(ROOT)
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
