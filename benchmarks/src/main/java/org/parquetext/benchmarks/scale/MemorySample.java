package org.parquetext.benchmarks.scale;

/**
 * The memory of this process at a moment of a write, in bytes.
 *
 * @param seconds since the start
 * @param written in the files so far
 * @param heapUsed garbage included
 * @param heapAfterCollection that the last collection, of whichever part, left on the heap; 0 if
 *     there was none yet
 * @param direct of Java's direct buffers
 * @param arrow of Spark's Arrow buffers
 * @param resident of the whole process
 * @param buffered that the encoders account for
 */
record MemorySample(
    double seconds,
    long written,
    long heapUsed,
    long heapAfterCollection,
    long direct,
    long arrow,
    long resident,
    long buffered) {}
