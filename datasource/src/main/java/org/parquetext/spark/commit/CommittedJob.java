package org.parquetext.spark.commit;

import java.util.Optional;
import java.util.UUID;

/**
 * What is known of a job that has committed, beside its tasks.
 *
 * @param write the uuid of the write, which stands in the names of its files, or its last digits do
 * @param batch what the write has written of a stream; empty if it is of none
 * @param version what it has made of a table that has a log; empty elsewhere
 */
public record CommittedJob(
    UUID write, Optional<StreamBatch> batch, Optional<TableVersion> version) {}
