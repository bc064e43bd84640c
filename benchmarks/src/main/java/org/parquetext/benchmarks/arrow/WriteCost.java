package org.parquetext.benchmarks.arrow;

/**
 * What one write took.
 *
 * @param wallSeconds from the call to its return
 * @param cpuSeconds of all threads of the process, garbage collection and compilation included
 * @param allocatedBytes on the heap by the Java threads that are still alive at the end
 * @param writtenBytes of the file
 */
record WriteCost(double wallSeconds, double cpuSeconds, long allocatedBytes, long writtenBytes) {}
