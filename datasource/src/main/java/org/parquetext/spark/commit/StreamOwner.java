package org.parquetext.spark.commit;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.parquetext.file.InterruptPause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which streaming query a log belongs to. The numbers of batches mean something only together with
 * the query's checkpoint: a query with another one would take its first batches for written, and
 * its rows would be lost. So a query that begins leaves its id beside the log. It may have failed
 * then, and another one may begin in its place as long as the log is empty: to whom it belongs, the
 * first batch decides that is added.
 */
public final class StreamOwner {

  private static final Logger LOG = LoggerFactory.getLogger(StreamOwner.class);

  private static final String PREFIX = ".parquet-ext-query-";

  private final Path log;
  private final String query;
  private final LogMarks queries;
  private final BatchMarks batches;

  /**
   * A query at a log.
   *
   * @param query the id that is kept in the query's checkpoint
   */
  public StreamOwner(FileSystem fileSystem, Path log, String query) {
    this.log = log;
    this.query = query;
    this.queries = new LogMarks(fileSystem, log, PREFIX);
    this.batches = new BatchMarks(fileSystem, log);
  }

  /** The query's id. */
  String query() {
    return query;
  }

  /**
   * Makes sure that the query may add a batch, or pass over one that is there. A query comes with
   * the batch that follows the latest one of the log, or with that one again, since it learns of
   * its end only afterwards.
   *
   * @param latest the latest batch that the log holds
   * @throws IllegalArgumentException if the log belongs to another query, or seems to, or if
   *     checkpoint and log do not fit together
   */
  public void require(DecidedBatch batch, OptionalLong latest) throws IOException {
    List<String> others = others();
    if (!others.isEmpty() && latest.isPresent()) {
      throw refusal(
          "it belongs to query %s. If that query is gone and has written nothing, delete %s"
              .formatted(others.get(0), queries.path(others.get(0))));
    }
    boolean isOwn = queries.has(query);
    long next = latest.isPresent() ? latest.getAsLong() + 1 : 0;
    boolean isAgain = isOwn && latest.isPresent() && batch.number() == latest.getAsLong();
    if (batch.number() != next && !isAgain) {
      throw refusal(misfit(batch.number(), latest, isOwn));
    }
    Optional<String> conflict = isAgain ? batches.conflict(batch) : Optional.empty();
    if (conflict.isPresent()) {
      throw refusal(conflict.get());
    }
    if (!isOwn) {
      begin(latest, others);
    }
  }

  private void begin(OptionalLong latest, List<String> others) throws IOException {
    if (latest.isPresent()) {
      LOG.info("Query {} goes on with the log {} of Spark's own sink", query, log);
    }
    if (!others.isEmpty()) {
      LOG.warn(
          "Query {} begins with the log {}, where another one has begun and written nothing: {}",
          query,
          log,
          others);
    }
    queries.leave(query);
  }

  /**
   * The query is about to add a batch.
   *
   * @throws IOException if it must not, since that batch could not be told from others later
   */
  void adds(DecidedBatch batch) throws IOException {
    batches.leave(batch);
  }

  /** The query has added a batch: if it is the first, no other that has begun here may go on. */
  void won(DecidedBatch batch) {
    try (InterruptPause pause = new InterruptPause()) {
      for (String other : batch.number() == 0 ? others() : List.<String>of()) {
        queries.delete(other);
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("Cannot delete the marks of other queries in {}: the next batch will fail", log, e);
    }
    try (InterruptPause pause = new InterruptPause()) {
      batches.keepOnly(batch);
    } catch (IOException | RuntimeException e) {
      LOG.warn("Cannot delete the marks of former batches in {}", log, e);
    }
  }

  /** Another run or query has added a batch of this number, which this must not disturb. */
  void lost(DecidedBatch batch) {
    try (InterruptPause pause = new InterruptPause()) {
      if (batch.number() == 0 && !others().isEmpty()) {
        queries.delete(query);
      }
      batches.withdraw(batch);
    } catch (IOException | RuntimeException e) {
      LOG.warn("Cannot delete the marks of query {} in {}: the other will fail", query, log, e);
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

  /** The other queries that have left a mark. */
  private List<String> others() throws IOException {
    return queries.all().stream().filter(other -> !other.equals(query)).toList();
  }

  private IllegalArgumentException refusal(String reason) {
    return new IllegalArgumentException(
        ("Cannot write the stream of query %s to %s: the log there is of another checkpoint: %s. Rows"
                + " would be lost. Start the query with the"
                + " checkpoint that belongs to the log, or write to another path.")
            .formatted(query, log.getParent(), reason));
  }
}
