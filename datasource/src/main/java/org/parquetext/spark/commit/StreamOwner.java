package org.parquetext.spark.commit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which streaming query a log belongs to. The numbers of batches mean something only together with
 * the query's checkpoint: a query with another one would take its first batches for written, and
 * its rows would be lost. So the first batch leaves the query's id beside the log, as the name of
 * an empty file that readers of the log pass over.
 */
public final class StreamOwner {

  private static final Logger LOG = LoggerFactory.getLogger(StreamOwner.class);

  private static final String PREFIX = ".parquet-ext-query-";

  private final FileSystem fileSystem;
  private final Path log;

  /** That of a log. */
  public StreamOwner(FileSystem fileSystem, Path log) {
    this.fileSystem = fileSystem;
    this.log = log;
  }

  /**
   * Makes sure that a query may add a batch, or pass over one that is there.
   *
   * @param query the id that is kept in the query's checkpoint
   * @param latest the latest batch that the log holds
   * @throws IllegalArgumentException if the log belongs to another query, or seems to
   */
  public void require(String query, long batch, OptionalLong latest) throws IOException {
    Optional<String> other = recordedBeside(query);
    if (other.isPresent()) {
      throw refusal(query, "it belongs to query " + other.get());
    }
    Path mark = new Path(log, PREFIX + query);
    if (fileSystem.exists(mark)) {
      return;
    }
    if (latest.isPresent() && batch < latest.getAsLong()) {
      throw refusal(
          query,
          "it holds batch " + latest.getAsLong() + ", and this query begins with batch " + batch);
    }
    if (latest.isPresent()) {
      LOG.info("Query {} goes on with the log {} of Spark's own sink", query, log);
    }
    fileSystem.create(mark, true).close();
  }

  private Optional<String> recordedBeside(String query) throws IOException {
    try {
      for (FileStatus status : fileSystem.listStatus(log)) {
        String name = status.getPath().getName();
        if (name.startsWith(PREFIX) && !name.equals(PREFIX + query)) {
          return Optional.of(name.substring(PREFIX.length()));
        }
      }
    } catch (FileNotFoundException e) {
      // No batch was written yet.
      return Optional.empty();
    }
    return Optional.empty();
  }

  private IllegalArgumentException refusal(String query, String reason) {
    return new IllegalArgumentException(
        ("Cannot write the stream of query %s to %s: the log there is of another checkpoint: %s. Rows"
                + " of batches with the same numbers would be lost. Start the query with the"
                + " checkpoint that belongs to the log, or write to another path.")
            .formatted(query, log.getParent(), reason));
  }
}
