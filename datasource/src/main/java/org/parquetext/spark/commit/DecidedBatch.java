package org.parquetext.spark.commit;

import java.util.OptionalLong;

/**
 * A batch of a query, whose checkpoint keeps what it holds and when that was decided: a batch that
 * comes again has the same time, and another one under the same number has another.
 *
 * @param number of the batch among those of the query
 * @param millis when the query decided what the batch holds, in milliseconds since 1970 by the
 *     driver's clock; empty if that is not known
 */
public record DecidedBatch(long number, OptionalLong millis) {}
