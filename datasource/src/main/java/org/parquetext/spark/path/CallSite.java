package org.parquetext.spark.path;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.SparkContext;

/**
 * What Spark's user interface calls the jobs of the calling thread, while this is open. Otherwise
 * they would bear the name of a class of this project instead of what the user asked for.
 */
final class CallSite implements AutoCloseable {

  private static final String SHORT = "callSite.short";
  private static final String LONG = "callSite.long";

  private final SparkContext spark;
  private final Map<String, String> before = new HashMap<>();

  private CallSite(SparkContext spark) {
    this.spark = spark;
    before.put(SHORT, spark.getLocalProperty(SHORT));
    before.put(LONG, spark.getLocalProperty(LONG));
  }

  static CallSite named(SparkContext spark, String name) {
    CallSite site = new CallSite(spark);
    spark.setLocalProperty(SHORT, name);
    spark.setLocalProperty(LONG, name);
    return site;
  }

  @Override
  public void close() {
    before.forEach(spark::setLocalProperty);
  }
}
