package org.parquetext.delta;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import org.apache.spark.sql.delta.DeltaOperations;
import org.parquetext.spark.commit.StreamBatch;
import org.parquetext.spark.commit.TableSave;
import scala.Option;
import scala.collection.immutable.Seq;

/** What a table's history says of a write. */
final class WriteOperation {

  private WriteOperation() {}

  /**
   * What a write is to the history: of a stream's batch what Delta's own sink calls it, else a
   * write.
   *
   * @param isDynamic whether the write replaces the partitions that it writes to
   */
  static DeltaOperations.Operation of(TableSave save, boolean isDynamic) {
    return save.batch().isPresent()
        ? streamingUpdate(save, save.batch().get())
        : write(save, isDynamic);
  }

  private static DeltaOperations.Operation streamingUpdate(TableSave save, StreamBatch batch) {
    return new DeltaOperations.StreamingUpdate(
        batch.outputMode(),
        batch.queryId(),
        batch.number(),
        Option.apply(save.options().userMetadata().orElse(null)));
  }

  /**
   * Delta's {@code Write}, by its only constructor: versions of delta-spark have appended optional
   * parameters to it.
   */
  private static DeltaOperations.Operation write(TableSave save, boolean isDynamic) {
    Constructor<?> constructor = DeltaOperations.Write.class.getConstructors()[0];
    Object[] arguments = new Object[constructor.getParameterCount()];
    Arrays.fill(arguments, Option.empty());
    Seq<String> partitionBy = Scala.seq(save.partitionColumns());
    arguments[0] = save.mode();
    arguments[1] = Option.apply(partitionBy);
    arguments[2] = Option.apply(save.options().replaceWhere().orElse(null));
    arguments[3] = Option.apply(save.options().userMetadata().orElse(null));
    setFlag(arguments, 4, isDynamic);
    setFlag(arguments, 5, save.options().overwriteSchema());
    setFlag(arguments, 6, save.options().mergeSchema().orElse(false));
    try {
      return (DeltaOperations.Operation) constructor.newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "Cannot describe the write to %s: this version of delta-spark is not known here"
              .formatted(save.path()),
          e);
    }
  }

  private static void setFlag(Object[] arguments, int place, boolean flag) {
    if (flag && place < arguments.length) {
      arguments[place] = Option.apply((Object) true);
    }
  }
}
