package org.parquetext.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.integration.objectstore.S3Server;

/**
 * Every code block of the documents that Spark can run is run, document by document: those of Java,
 * Scala and SQL here, the others where {@link #LANGUAGES} says.
 */
class SnippetsTest {
  private static final String[] CODE = {"java", "scala", "sql"};

  /** What a block may be, and the test that runs or reads it. */
  private static final Map<String, Class<?>> LANGUAGES =
      Map.of(
          "java", SnippetsTest.class,
          "scala", SnippetsTest.class,
          "sql", SnippetsTest.class,
          "python", PythonSnippetsTest.class,
          "sh", CommandsTest.class,
          "properties", SettingsTest.class,
          "json", ReportDocumentTest.class,
          "text", CommandsTest.class);

  @TempDir private static Path directory;
  private static Workplace work;
  private static URLClassLoader classes;
  private static S3Server store;

  private SparkSession spark;
  private SnippetRun run;

  @BeforeAll
  static void compile() throws Exception {
    work = new Workplace(Files.createDirectory(directory.resolve("work")));
    Path compiled = Files.createDirectory(directory.resolve("classes"));
    JavaSnippets.compile(Project.snippets("java"), work, compiled);
    ScalaSnippets.compile(Project.snippets("scala"), work, compiled);
    classes = new URLClassLoader(new URL[] {compiled.toUri().toURL()});
    store = S3Server.start(work.directory());
    Files.createDirectories(store.bucket("bucket"));
  }

  @AfterAll
  static void close() throws Exception {
    classes.close();
    if (store != null) {
      store.close();
    }
  }

  @AfterEach
  void stop() {
    if (spark != null) {
      spark.stop();
      spark = null;
    }
  }

  @TestFactory
  Stream<DynamicTest> code() {
    return snippets(false).stream().map(this::test);
  }

  @TestFactory
  Stream<DynamicTest> codeOfDelta() {
    return snippets(true).stream().map(this::test);
  }

  @Test
  void everyBlockHasALanguageThatATestKnows() {
    Set<String> found = new TreeSet<>();
    for (Document document : Project.documents()) {
      for (Snippet snippet : document.snippets()) {
        assertThat(LANGUAGES).as(snippet.name()).containsKey(snippet.language());
        found.add(snippet.language());
      }
    }
    assertThat(found).contains("java", "scala", "sql", "python", "sh", "properties");
  }

  private static List<Snippet> snippets(boolean ofDelta) {
    return Project.snippets(CODE).stream()
        .filter(snippet -> snippet.needsDelta() == ofDelta)
        .toList();
  }

  private DynamicTest test(Snippet snippet) {
    return DynamicTest.dynamicTest(snippet.name(), () -> run(snippet));
  }

  private void run(Snippet snippet) throws Exception {
    if (run == null) {
      spark = LocalSpark.start(work.directory(), settings(snippet.needsDelta()));
      run = new SnippetRun(spark, work, classes);
    }
    run.run(snippet);
  }

  /** Those of Delta as its document says. */
  private static Map<String, String> settings(boolean ofDelta) {
    Map<String, String> settings = new HashMap<>();
    settings.put("spark.datasource.parquet-ext.unknownOptions", "fail");
    settings.putAll(LocalSpark.settingsOf(store, work.directory()));
    if (ofDelta) {
      new Document(Project.file("docs/delta.md"))
          .snippets().stream()
              .filter(snippet -> snippet.language().equals("sh"))
              .flatMap(snippet -> ShellCommand.of(snippet.text()).stream())
              .forEach(command -> settings.putAll(command.settings()));
    }
    return settings;
  }
}
