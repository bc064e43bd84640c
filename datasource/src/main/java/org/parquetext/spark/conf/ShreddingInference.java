package org.parquetext.spark.conf;

import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Finds out of some rows how their variants are best shredded: Spark's own {@code
 * InferVariantShreddingSchema}, by reflection, since Spark 4.0 does not have it. Travels to the
 * executors.
 */
public final class ShreddingInference implements Serializable {

  static final String MAX_WIDTH = "spark.sql.variant.shredding.maxSchemaWidth";
  static final String MAX_DEPTH = "spark.sql.variant.shredding.maxSchemaDepth";

  private static final long serialVersionUID = 1L;
  private static final String SPARK_CLASS =
      "org.apache.spark.sql.execution.datasources.parquet.InferVariantShreddingSchema";

  private final int maxWidth;
  private final int maxDepth;

  /**
   * An inference with limits.
   *
   * @param maxWidth most shredded fields of a file
   * @param maxDepth objects and arrays below this depth are not shredded
   */
  ShreddingInference(int maxWidth, int maxDepth) {
    this.maxWidth = maxWidth;
    this.maxDepth = maxDepth;
  }

  /** Whether this Spark can infer: 4.1 and later. */
  static boolean isAvailable() {
    try {
      Class.forName(SPARK_CLASS, false, ShreddingInference.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /**
   * The columns with a struct, which Spark has marked as a shredded variant, in the place of each
   * variant that is no element of an array or a map.
   *
   * @param columns of the rows
   */
  public StructType infer(StructType columns, List<InternalRow> rows) {
    Seq<InternalRow> scalaRows = CollectionConverters.asScala(rows).toSeq();
    try {
      Constructor<?> constructor = Class.forName(SPARK_CLASS).getConstructor(StructType.class);
      Method inferSchema = constructor.getDeclaringClass().getMethod("inferSchema", Seq.class);
      Object inference = SQLConf.withExistingConf(limits(), () -> made(constructor, columns));
      return (StructType) inferSchema.invoke(inference, scalaRows);
    } catch (InvocationTargetException e) {
      throw unwrapped(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot call " + SPARK_CLASS + " of this Spark", e);
    }
  }

  /** Spark's class takes them from the configuration of the thread, when it is made. */
  private SQLConf limits() {
    SQLConf limits = new SQLConf();
    limits.setConfString(MAX_WIDTH, String.valueOf(maxWidth));
    limits.setConfString(MAX_DEPTH, String.valueOf(maxDepth));
    return limits;
  }

  private static Object made(Constructor<?> constructor, StructType columns) {
    try {
      return constructor.newInstance(columns);
    } catch (InvocationTargetException e) {
      throw unwrapped(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot call " + SPARK_CLASS + " of this Spark", e);
    }
  }

  /** What Spark has thrown; it does not declare checked exceptions. */
  private static RuntimeException unwrapped(InvocationTargetException e) {
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
  }
}
