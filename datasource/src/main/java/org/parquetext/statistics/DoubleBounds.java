package org.parquetext.statistics;

/**
 * Bounds of floating-point numbers, in the order of {@link Double#compare}, which is Spark's but
 * for the zeros: -0.0 before 0.0, NaN after all others. So a maximum of NaN says that there is one,
 * and a minimum of NaN that there is nothing else. FLOAT values are widened, which loses nothing.
 */
public record DoubleBounds(double min, double max) implements ColumnBounds {

  @Override
  public DoubleBounds union(ColumnBounds other) {
    DoubleBounds others = (DoubleBounds) other;
    return new DoubleBounds(
        Double.compare(min, others.min) <= 0 ? min : others.min,
        Double.compare(max, others.max) >= 0 ? max : others.max);
  }
}
