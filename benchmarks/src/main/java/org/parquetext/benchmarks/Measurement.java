package org.parquetext.benchmarks;

/**
 * What one write took, and reading the table back.
 *
 * @param writtenBytes of the files that hold rows
 */
record Measurement(Usage write, Usage read, long writtenBytes) {}
