package org.parquetext.spark.commit;

import org.apache.spark.sql.streaming.OutputMode;

/**
 * The batch of a stream that a save writes.
 *
 * @param outputMode of the stream
 * @param queryId what the query is known by, also after a restart
 * @param number of the batch among those of the query
 */
public record StreamBatch(OutputMode outputMode, String queryId, long number) {}
