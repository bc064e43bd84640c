package org.parquetext.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the document on Delta tables says can be done as it says. */
class DeltaDocumentTest extends DeltaTest {

  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern ROW =
      Pattern.compile("^\\| ([^|]*) \\| ([^|]*) \\|$", Pattern.MULTILINE);
  private static final Pattern CALL = Pattern.compile("`((?:mode|option)\\(.*?\\))`");
  private static final Pattern CONF = Pattern.compile("--conf (\\S+?)=(\\S+)");
  private static final Pattern PACKAGES = Pattern.compile("--packages (\\S+)");

  private String document;

  @BeforeEach
  void readDocument() throws Exception {
    document = Files.readString(Path.of("..", "docs", "delta.md"));
  }

  private static List<MatchResult> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().toList();
  }

  /** Rows of days, and one column more than before. */
  private static Dataset<Row> rowsOfDay(int day, int more) {
    Dataset<Row> rows =
        rows(10L * day, 10L * day + 10)
            .withColumn("day", functions.lit("2026-01-%02d".formatted(day)));
    for (int i = 0; i < more; i++) {
      rows = rows.withColumn("more" + i, functions.lit(i));
    }
    return rows;
  }

  @Test
  void theSessionIsSetUpAsItSays() {
    assertThat(all(CONF, document)).hasSize(2);
    for (MatchResult conf : all(CONF, document)) {
      assertThat(spark.conf().get(conf.group(1))).isEqualTo(conf.group(2));
    }
    assertThat(all(PACKAGES, document))
        .singleElement()
        .extracting(match -> match.group(1))
        .isEqualTo(
            "org.parquetext:parquet-ext-delta_2.13:%s,io.delta:delta-spark_2.13:%s"
                .formatted(org.parquetext.file.CreatedBy.version(), DeltaRelease.VERSION));
  }

  /** The snippets, and the cells of the table put behind each other, compiled and run in order. */
  @Test
  void itsSnippetsRun() throws Exception {
    List<String> bodies = new ArrayList<>();
    for (MatchResult snippet : all(JAVA, document)) {
      bodies.add(snippet.group(1).replace("\"/data/events\"", "path"));
    }
    int snippets = bodies.size();
    assertThat(snippets).isPositive();
    for (MatchResult row : all(ROW, document)) {
      List<MatchResult> calls = all(CALL, row.group(2));
      if (!calls.isEmpty()) {
        StringBuilder body =
            new StringBuilder(
                "df.write().format(\"parquet-ext\").option(\"commitProtocol\", \"delta\")");
        calls.forEach(call -> body.append(".").append(call.group(1)));
        boolean hasMode = body.indexOf(".mode(") > 0;
        bodies.add(body + (hasMode ? "" : ".mode(\"append\")") + ".save(path);");
      }
    }
    assertThat(bodies.size() - snippets).as("rows of the table").isEqualTo(9);
    Class<?> compiled = compile(bodies);
    writer(rowsOfDay(1, 0), org.apache.spark.sql.SaveMode.Append).partitionBy("day").save(table);
    for (int i = 0; i < bodies.size(); i++) {
      boolean mayAdd = bodies.get(i).contains("Schema");
      boolean creates = bodies.get(i).contains("\"delta.");
      String path = creates ? table + "-created" : table;
      run(compiled, i, rowsOfDay(2 + i, mayAdd ? i : 0), path);
    }
    assertThat(version()).isEqualTo(bodies.size() - 1);
    assertThat(lastCommit().<String>getAs("userMetadata")).isEqualTo("backfill of March");
  }

  private Class<?> compile(List<String> bodies) throws Exception {
    StringBuilder source =
        new StringBuilder("import org.apache.spark.sql.*;\npublic final class Snippets {\n");
    for (int i = 0; i < bodies.size(); i++) {
      source
          .append("public static void run%d(Dataset<Row> df, String path) {\n".formatted(i))
          .append(bodies.get(i))
          .append("\n}\n");
    }
    Path file = directory.resolve("Snippets.java");
    Files.writeString(file, source.append("}\n"));
    String classPath = String.join(File.pathSeparator, ChildJvm.classPath());
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", classPath, file.toString()))
        .as(source.toString())
        .isZero();
    return new URLClassLoader(new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())
        .loadClass("Snippets");
  }

  private static void run(Class<?> compiled, int number, Dataset<Row> rows, String path)
      throws Exception {
    Method method = compiled.getMethod("run" + number, Dataset.class, String.class);
    try {
      method.invoke(null, rows, path);
    } catch (InvocationTargetException e) {
      throw new AssertionError("snippet " + number, e.getCause());
    }
  }
}
