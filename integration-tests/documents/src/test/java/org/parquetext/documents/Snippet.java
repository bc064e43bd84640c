package org.parquetext.documents;

import java.util.regex.Pattern;

/**
 * A code block.
 *
 * @param line the number of its first line
 */
record Snippet(Document document, int line, String language, String text) {
  private static final Pattern OF_DELTA =
      Pattern.compile("\"commitProtocol\", \"delta\"|format\\(\"delta\"\\)|USING delta|delta\\.`");

  String name() {
    return document.name() + ":" + line;
  }

  /** A name that a class may have. */
  String className() {
    return name().replaceAll("\\W", "_");
  }

  /** Whether it takes a session that is set up for Delta. */
  boolean needsDelta() {
    return OF_DELTA.matcher(text).find();
  }

  /** Whether it writes by the pipeline. */
  boolean writes() {
    return text.contains("parquet-ext")
        && Pattern.compile("\\.(save|start|saveAsTable|insertInto)\\(|INSERT ")
            .matcher(text)
            .find();
  }

  @Override
  public String toString() {
    return name();
  }
}
