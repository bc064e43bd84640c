package org.parquetext.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import scala.tools.nsc.MainClass;

/** Scala code blocks, each made the method of a class, compiled together by Scala's compiler. */
final class ScalaSnippets {
  private ScalaSnippets() {}

  /** Compiles them into a folder. */
  static void compile(List<Snippet> snippets, Workplace work, Path classes) throws IOException {
    if (snippets.isEmpty()) {
      return;
    }
    List<String> arguments =
        new ArrayList<>(List.of("-cp", ClassPath.text(), "-d", classes.toString()));
    for (Snippet snippet : snippets) {
      Path source = classes.resolve(snippet.className() + ".scala");
      Files.writeString(
          source,
          """
          import org.apache.spark.sql._
          import org.apache.spark.sql.streaming.Trigger
          class %s extends org.parquetext.documents.SnippetScene {
            override def run(): Unit = {
          %s
            }
          }
          """
              .formatted(snippet.className(), work.rebase(snippet)));
      arguments.add(source.toString());
    }
    MainClass compiler = new MainClass();
    if (!compiler.process(arguments.toArray(String[]::new))) {
      throw new AssertionError("Snippets do not compile; the compiler has said why: " + snippets);
    }
  }
}
