package org.parquetext.documents;

import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What snippets take for granted: their code becomes the method of a class that extends this. */
public abstract class SnippetScene {
  public SparkSession spark;

  /** Rows such as the documents are about; a stream of them where the snippet writes a stream. */
  public Dataset<Row> df;

  /** Batches of a stream in Arrow's format. */
  public ArrowReader reader;

  public VectorSchemaRoot root;

  /** Runs the snippet. */
  public abstract void run() throws Exception;
}
