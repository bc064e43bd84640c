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
   * Makes sure that a query may add a batch, or pass over one that is there. A query comes with the
   * batch that follows the latest one of the log, or with that one again, since it learns of its
   * end only afterwards.
   *
   * @param query the id that is kept in the query's checkpoint
   * @param latest the latest batch that the log holds
   * @throws IllegalArgumentException if the log belongs to another query, or seems to, or if
   *     checkpoint and log do not fit together
   */
  public void require(String query, long batch, OptionalLong latest) throws IOException {
    Optional<String> other = recordedBeside(query);
    if (other.isPresent()) {
      throw refusal(
          query,
          "it belongs to query %s. If that query is gone and has written nothing, delete %s"
              .formatted(other.get(), new Path(log, PREFIX + other.get())));
    }
    Path mark = new Path(log, PREFIX + query);
    boolean isOwn = fileSystem.exists(mark);
    long next = latest.isPresent() ? latest.getAsLong() + 1 : 0;
    boolean isAgain = isOwn && latest.isPresent() && batch == latest.getAsLong();
    if (batch != next && !isAgain) {
      throw refusal(query, misfit(batch, latest, isOwn));
    }
    if (!isOwn) {
      if (latest.isPresent()) {
        LOG.info("Query {} goes on with the log {} of Spark's own sink", query, log);
      }
      fileSystem.create(mark, true).close();
    }
  }

  private static String misfit(long batch, OptionalLong latest, boolean isOwn) {
    if (latest.isEmpty()) {
      return "it is empty, and this query is at batch " + batch;
    }
    String both =
        "it holds batch %d, and this query is at batch %d".formatted(latest.getAsLong(), batch);
    return !isOwn && batch == latest.getAsLong()
        ? both + ", which Spark's own sink may have written: let that sink end the batch first"
        : both;
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
                + " would be lost. Start the query with the"
                + " checkpoint that belongs to the log, or write to another path.")
            .formatted(query, log.getParent(), reason));
  }
}
