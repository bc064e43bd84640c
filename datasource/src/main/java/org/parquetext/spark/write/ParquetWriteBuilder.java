package org.parquetext.spark.write;

import java.io.IOException;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.SupportsDynamicOverwrite;
import org.apache.spark.sql.connector.write.SupportsOverwriteV2;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.parquetext.WriteException;
import org.parquetext.options.PartitionOverwrite;
import org.parquetext.spark.commit.OldFiles;
import org.parquetext.spark.commit.OverwriteScope;
import org.parquetext.spark.conf.WriteColumns;

/**
 * Builds the write of a request, and refuses a plan that asks for another mode than it. What an
 * overwrite may replace is listed when the write is built, which is before its query runs.
 *
 * <p>Spark asks to truncate in both modes of {@code partitionOverwriteMode}: which one holds is
 * decided here, as the built-in writer decides it.
 */
public final class ParquetWriteBuilder implements SupportsOverwriteV2, SupportsDynamicOverwrite {

  private final WriteRequest request;
  private final LogicalWriteInfo info;
  private final PartitionPredicates predicates;

  /** What is overwritten; null for an append. */
  private OverwriteScope scope;

  /** A builder for rows of {@code info}'s schema. */
  public ParquetWriteBuilder(WriteRequest request, LogicalWriteInfo info) {
    this.request = request;
    this.info = info;
    this.predicates = new PartitionPredicates(request);
  }

  @Override
  public WriteBuilder truncate() {
    return request.conf().partitionOverwrite() == PartitionOverwrite.DYNAMIC
        ? overwriteDynamicPartitions()
        : overwrite(OverwriteScope.everything());
  }

  /** Asked for also where there are no partitions: then it replaces everything. */
  @Override
  public WriteBuilder overwriteDynamicPartitions() {
    WriteColumns columns = request.columns();
    return overwrite(
        columns.isPartitioned()
            ? OverwriteScope.writtenPartitions(columns.partitionNames())
            : OverwriteScope.everything());
  }

  @Override
  public boolean canOverwrite(Predicate[] conjunction) {
    return predicates.scope(conjunction).isPresent();
  }

  @Override
  public WriteBuilder overwrite(Predicate[] conjunction) {
    return overwrite(
        predicates
            .scope(conjunction)
            .orElseThrow(() -> new IllegalArgumentException(predicates.refusal(conjunction))));
  }

  private WriteBuilder overwrite(OverwriteScope replaced) {
    scope = replaced;
    return this;
  }

  @Override
  public Write build() {
    SaveMode mode = scope == null ? SaveMode.Append : SaveMode.Overwrite;
    if (request.mode() != null && mode != request.mode()) {
      throw new IllegalStateException(
          "Cannot write to "
              + request.path()
              + ": planned to "
              + request.mode()
              + ", asked to "
              + mode);
    }
    return new ParquetWrite(
        request, mode, request.columns().withTypesOf(info.schema()), replacedFiles());
  }

  private OldFiles replacedFiles() {
    if (scope == null) {
      return OldFiles.none();
    }
    try {
      return request.replaceable().in(scope);
    } catch (IOException e) {
      throw new WriteException("Cannot look at the output path " + request.path(), e);
    }
  }
}
