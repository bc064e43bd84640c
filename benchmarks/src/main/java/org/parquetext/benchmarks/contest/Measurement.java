package org.parquetext.benchmarks.contest;

import org.parquetext.benchmarks.meter.Usage;

/**
 * What one write took, and reading the table back.
 *
 * @param writtenBytes of the files that hold rows
 */
record Measurement(Usage write, Usage read, long writtenBytes) {}
