package org.parquetext.benchmarks;

/**
 * What one write took.
 *
 * @param wallSeconds from the call to its return
 * @param cpuSeconds of all threads of the process, garbage collection and compilation included
 * @param allocatedBytes on the heap by the Java threads that are still alive at the end
 * @param writtenBytes of the files that hold rows
 */
public record Measurement(
    double wallSeconds, double cpuSeconds, long allocatedBytes, long writtenBytes) {}
