package org.parquetext.spark.commit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.parquetext.file.InterruptPause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which streaming query a log belongs to. The numbers of batches mean something only together with
 * the query's checkpoint: a query with another one would take its first batches for written, and
 * its rows would be lost. So a query that begins leaves its id beside the log, as the name of an
 * empty file that readers of the log pass over. It may have failed then, and another one may begin
 * in its place as long as the log is empty: to whom it belongs, the first batch decides that is
 * added.
 */
public final class StreamOwner {

  private static final Logger LOG = LoggerFactory.getLogger(StreamOwner.class);

  private static final String PREFIX = ".parquet-ext-query-";

  /** By how much the clocks of a driver and a file system may differ. */
  private static final long CLOCK_SKEW_MILLIS = 60_000;

  private final FileSystem fileSystem;
  private final Path log;
  private final String query;

  /**
   * A query at a log.
   *
   * @param query the id that is kept in the query's checkpoint
   */
  public StreamOwner(FileSystem fileSystem, Path log, String query) {
    this.fileSystem = fileSystem;
    this.log = log;
    this.query = query;
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
   * @param decided when the query decided what the batch holds, in milliseconds since 1970; empty
   *     if that is not known
   * @param latest the latest batch that the log holds
   * @throws IllegalArgumentException if the log belongs to another query, or seems to, or if
   *     checkpoint and log do not fit together
   */
  public void require(long batch, OptionalLong decided, OptionalLong latest) throws IOException {
    List<Path> others = others();
    if (!others.isEmpty() && latest.isPresent()) {
      String other = others.get(0).getName().substring(PREFIX.length());
      throw refusal(
          "it belongs to query %s. If that query is gone and has written nothing, delete %s"
              .formatted(other, others.get(0)));
    }
    boolean isOwn = fileSystem.exists(mark());
    long next = latest.isPresent() ? latest.getAsLong() + 1 : 0;
    boolean isAgain = isOwn && latest.isPresent() && batch == latest.getAsLong();
    if (batch != next && !isAgain) {
      throw refusal(misfit(batch, latest, isOwn));
    }
    if (isAgain && decided.isPresent() && decided.getAsLong() > added(batch) + CLOCK_SKEW_MILLIS) {
      throw refusal(
          "it holds batch %d, and this query has begun another batch %d since then"
              .formatted(batch, batch));
    }
    if (!isOwn) {
      begin(latest, others);
    }
  }

  /** When the log got a batch, by the clock of its file system. */
  private long added(long batch) throws IOException {
    try {
      return fileSystem.getFileStatus(new Path(log, Long.toString(batch))).getModificationTime();
    } catch (FileNotFoundException e) {
      // Spark compacts some batches with all before them.
      return fileSystem.getFileStatus(new Path(log, batch + ".compact")).getModificationTime();
    }
  }

  private void begin(OptionalLong latest, List<Path> others) throws IOException {
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
    fileSystem.create(mark(), true).close();
  }

  /** The query has added the first batch: no other that has begun here may go on. */
  void won() {
    try (InterruptPause pause = new InterruptPause()) {
      for (Path other : others()) {
        FileDeletion.delete(fileSystem, other);
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("Cannot delete the marks of other queries in {}: the next batch will fail", log, e);
    }
  }

  /** Another query has added the first batch, whose next one this must not disturb. */
  void lost() {
    try (InterruptPause pause = new InterruptPause()) {
      if (!others().isEmpty()) {
        FileDeletion.delete(fileSystem, mark());
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("Cannot delete {}: the query that the log belongs to will fail", mark(), e);
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

  private Path mark() {
    return new Path(log, PREFIX + query);
  }

  /** The marks of other queries. */
  private List<Path> others() throws IOException {
    List<Path> others = new ArrayList<>();
    try {
      for (FileStatus status : fileSystem.listStatus(log)) {
        String name = status.getPath().getName();
        if (name.startsWith(PREFIX) && !name.equals(PREFIX + query)) {
          others.add(status.getPath());
        }
      }
    } catch (FileNotFoundException e) {
      LOG.debug("No batch was written to {} yet", log, e);
    }
    return others;
  }

  private IllegalArgumentException refusal(String reason) {
    return new IllegalArgumentException(
        ("Cannot write the stream of query %s to %s: the log there is of another checkpoint: %s. Rows"
                + " would be lost. Start the query with the"
                + " checkpoint that belongs to the log, or write to another path.")
            .formatted(query, log.getParent(), reason));
  }
}
