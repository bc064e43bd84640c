package org.parquetext.pipeline;

/**
 * What the time of a writer goes into. The times of a stage add up over all threads that take part;
 * no moment of a thread belongs to two stages.
 */
public enum WriteStage {
  /** Batches become vectors, as far as they are none. */
  CONVERT,
  /** Vectors become pages, but for their compression. */
  ENCODE,
  /** Pages are compressed. */
  COMPRESS,
  /** The calling thread has nothing to encode, and waits for others that have. */
  WAIT_FOR_ENCODERS,
  /** The same until there is room in the memory budget, or outside of the heap. */
  WAIT_FOR_MEMORY,
  /** Files are created, and bytes given to their streams, which a store may make wait. */
  WRITE,
  /** Streams are closed: an object store gets what it has not yet. */
  UPLOAD,
  /** Closed files are read again. */
  VERIFY,
  /** The calling thread waits until others have closed its files. */
  WAIT_FOR_UPLOADS
}
