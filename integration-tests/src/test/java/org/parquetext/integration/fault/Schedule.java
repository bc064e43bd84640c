package org.parquetext.integration.fault;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.SaveMode;
import org.parquetext.integration.fault.Blow.Failure;
import org.parquetext.integration.fault.Step.Side;
import org.parquetext.integration.fault.WriteShape.Files;
import org.parquetext.integration.fault.WriteShape.Input;
import org.parquetext.integration.fault.WriteShape.Layout;
import org.parquetext.integration.fault.WriteShape.OldTable;
import org.parquetext.integration.fixture.Fault.Trait;

/** A write and what strikes it, drawn by a seed. */
record Schedule(WriteShape shape, List<Strike> strikes) {
  private static final int[] ROWS = {40, 600, 6_000};
  private static final int MAX_STRIKES = 3;

  /** Of a task that has four attempts. */
  private static final int SPARE_ATTEMPTS = 3;

  private static final double TASK_SHARE = 0.5;
  private static final double ALWAYS_SHARE = 0.25;

  static Schedule draw(long seed) {
    // Random's first numbers are alike for seeds that are.
    Random random = new Random(seed * 0x9E3779B97F4A7C15L);
    WriteShape shape = shape(random);
    List<Strike> strikes = strikes(random);
    return new Schedule(random.nextBoolean() ? shape.inBatches() : shape, strikes);
  }

  private static WriteShape shape(Random random) {
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    for (Trait trait : Trait.values()) {
      if (random.nextInt(3) == 0) {
        traits.add(trait);
      }
    }
    return new WriteShape(
        random.nextBoolean() ? SaveMode.Append : SaveMode.Overwrite,
        random.nextInt(4) == 0 ? OldTable.NONE : OldTable.ROWS,
        any(random, Layout.values()),
        any(random, Files.values()),
        1 + random.nextInt(2),
        ROWS[random.nextInt(ROWS.length)],
        Input.ROWS,
        traits);
  }

  private static List<Strike> strikes(Random random) {
    List<Strike> strikes = new ArrayList<>();
    EnumSet<Step> left = EnumSet.allOf(Step.class);
    int spare = SPARE_ATTEMPTS;
    int count = random.nextInt(MAX_STRIKES + 1);
    while (strikes.size() < count && spare > 0) {
      Side side = random.nextDouble() < TASK_SHARE ? Side.TASK : Side.DRIVER;
      Step step = any(random, left.stream().filter(s -> s.side() == side).toArray(Step[]::new));
      left.remove(step);
      int times =
          random.nextDouble() < ALWAYS_SHARE
              ? Strike.ALWAYS
              : 1 + random.nextInt(Math.min(2, spare));
      strikes.add(new Strike(step, times, any(random, Failure.values())));
      if (side == Side.TASK && times != Strike.ALWAYS) {
        spare -= times;
      }
    }
    return strikes;
  }

  private static <T> T any(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }

  @Override
  public String toString() {
    return shape + "; " + strikes;
  }
}
