package org.parquetext.documents;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Java code blocks, each made the method of a class, compiled together. */
final class JavaSnippets {
  private static final String IMPORTS =
      """
      import java.util.*;
      import org.apache.hadoop.conf.Configuration;
      import org.apache.hadoop.fs.Path;
      import org.apache.spark.api.java.function.VoidFunction2;
      import org.apache.spark.sql.*;
      import org.apache.spark.sql.streaming.Trigger;
      import org.parquetext.file.HadoopOutput;
      import org.parquetext.options.WriteOptions;
      import org.parquetext.pipeline.*;
      import org.parquetext.spark.ExplainedOptions;
      """;

  private JavaSnippets() {}

  /** Compiles them into a folder. */
  static void compile(List<Snippet> snippets, Workplace work, Path classes) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Snippet snippet : snippets) {
      Path source = classes.resolve(snippet.className() + ".java");
      Files.writeString(source, source(snippet, work));
      sources.add(source);
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of("-proc:none", "-nowarn", "-cp", ClassPath.text(), "-d", classes.toString());
      if (!compiler
          .getTask(messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
          .call()) {
        throw new AssertionError("Snippets do not compile\n" + messages);
      }
    }
  }

  private static String source(Snippet snippet, Workplace work) {
    String text = work.rebase(snippet);
    String imports = lines(text, true);
    return imports
        + IMPORTS
        + "public class %s extends org.parquetext.documents.SnippetScene {\n"
            .formatted(snippet.className())
        + "@Override public void run() throws Exception {\n"
        + lines(text, false)
        + "}\n}\n";
  }

  private static String lines(String text, boolean imports) {
    return text.lines()
        .filter(line -> line.startsWith("import ") == imports)
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
