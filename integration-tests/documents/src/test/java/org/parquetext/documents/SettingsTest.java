package org.parquetext.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.integration.fixture.TableDirectory;

/** Every block of settings starts a session that writes by them; every option named exists. */
class SettingsTest {
  private static final Pattern OPTION = Pattern.compile("(?<!input)[oO]ption\\(\"([^\"]+)\"");

  /** Options of Spark's own readers and streams. */
  private static final List<String> OF_SPARK =
      List.of("header", "checkpointLocation", "retention", "maxFilesPerTrigger", "versionAsOf");

  @TempDir private static Path directory;

  @TestFactory
  Stream<DynamicTest> everyBlockStartsASession() {
    return Project.snippets("properties").stream()
        .map(snippet -> DynamicTest.dynamicTest(snippet.name(), () -> write(snippet)));
  }

  @TestFactory
  Stream<DynamicTest> everyOptionIsOne() {
    return Project.documents().stream()
        .map(document -> DynamicTest.dynamicTest(document.name(), () -> requireOptions(document)));
  }

  private static void write(Snippet snippet) throws Exception {
    Map<String, String> settings = settings(snippet.text());
    SparkKeys.requireKnown(settings);
    try (SparkSession spark = LocalSpark.start(directory, settings)) {
      String table = directory.resolve(snippet.className()).toString();
      boolean takesOver = settings.containsKey("spark.parquetext.takeover");
      spark.range(100).write().format(takesOver ? "parquet" : "parquet-ext").save(table);
      assertThat(new TableDirectory(Path.of(table)).parquetFiles())
          .isNotEmpty()
          .allMatch(Origin::isPipeline);
    }
  }

  private static Map<String, String> settings(String text) throws Exception {
    Properties properties = new Properties();
    properties.load(new StringReader(text));
    Map<String, String> settings = new LinkedHashMap<>();
    properties.forEach((key, value) -> settings.put(key.toString(), value.toString()));
    return settings;
  }

  private static void requireOptions(Document document) {
    Stream<String> texts =
        Stream.concat(
            document.inlineCode().stream(), document.snippets().stream().map(Snippet::text));
    for (String text : texts.toList()) {
      for (MatchResult option : OPTION.matcher(text).results().toList()) {
        String key = option.group(1);
        assertThat(SparkKeys.isOption(key) || OF_SPARK.contains(key))
            .as("%s in %s", key, document.name())
            .isTrue();
      }
    }
  }
}
