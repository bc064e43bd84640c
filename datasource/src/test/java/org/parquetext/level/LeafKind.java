package org.parquetext.level;

import java.util.Random;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** One Arrow type without children, as tests fill it. */
public interface LeafKind {

  /** The Arrow type, by which the kind is found again. */
  ArrowType type();

  /** Sets a position to a random value and returns what a reader sees. */
  Object put(FieldVector vector, int position, Random random);

  /** Sets a position to null on top of a value. */
  void putNull(FieldVector vector, int position, Random random);
}
