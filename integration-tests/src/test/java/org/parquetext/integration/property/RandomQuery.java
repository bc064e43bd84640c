package org.parquetext.integration.property;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Some steps of a query, one upon the other, drawn at random; they leave the column {@code p}. */
final class RandomQuery {
  private static final int MAX_STEPS = 4;

  private static final List<String> CONDITIONS =
      List.of(
          "id % 2 = 0",
          "id < 2500", "p <> 1", "id BETWEEN 100 AND 130", "id % 40 = 3 OR p = 2", "p = 5");

  private final Random random;
  private final Dataset<Row> source;
  private final List<Step> steps = new ArrayList<>();
  private final Dataset<Row> rows;

  /** First those that may give batches where they get them. */
  private enum Step {
    FILTER,
    FILTER_AGAIN,
    CHOOSE,
    CHOOSE_AGAIN,
    COALESCE,
    UNION,
    CACHE,
    LIMIT,
    SORT,
    REPARTITION,
    COMPUTE
  }

  /**
   * A query.
   *
   * @param source has the columns {@code id} and {@code p}
   */
  RandomQuery(Random random, Dataset<Row> source) {
    this.random = random;
    this.source = source;
    Dataset<Row> query = source;
    int count = random.nextInt(MAX_STEPS + 1);
    int kinds = random.nextInt(4) == 0 ? Step.values().length : Step.LIMIT.ordinal();
    while (steps.size() < count) {
      Step step = Step.values()[random.nextInt(kinds)];
      steps.add(step);
      query = with(query, step);
    }
    this.rows = query;
  }

  Dataset<Row> rows() {
    return rows;
  }

  private Dataset<Row> with(Dataset<Row> query, Step step) {
    return switch (step) {
      case FILTER, FILTER_AGAIN -> query.where(condition(query));
      case CHOOSE, CHOOSE_AGAIN -> query.selectExpr(someOf(query.columns()));
      case COALESCE -> query.coalesce(1 + random.nextInt(2));
      case UNION -> query.union(source.selectExpr(query.columns()).where("id % 3 = 0"));
      case CACHE -> query.drop("s", "a", "r").cache();
      // Which rows there are, and in which order, must not depend on who asks.
      case LIMIT -> query.sort("id", "p").limit(random.nextInt(2_000));
      case SORT -> query.sort(functions.col("id").desc());
      case REPARTITION -> query.repartition(3, functions.col("id"));
      case COMPUTE -> query.withColumn("id", functions.expr("id + 1"));
    };
  }

  /** A column that may be null, and is not behind the filter, is a required one in the files. */
  private String condition(Dataset<Row> query) {
    boolean hasNullable = List.of(query.columns()).contains("x");
    return hasNullable && random.nextInt(3) == 0
        ? "x IS NOT NULL AND x % 2 = 0"
        : CONDITIONS.get(random.nextInt(CONDITIONS.size()));
  }

  /** In any order; the id and the partition stay. */
  private String[] someOf(String[] columns) {
    List<String> chosen = new ArrayList<>(List.of("id", "p"));
    for (String column : columns) {
      if (!chosen.contains(column) && random.nextBoolean()) {
        chosen.add(column);
      }
    }
    Collections.shuffle(chosen, random);
    return chosen.toArray(String[]::new);
  }

  @Override
  public String toString() {
    return steps.toString();
  }
}
