package org.parquetext.spark.conf;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.connector.distributions.Distribution;
import org.apache.spark.sql.connector.distributions.Distributions;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.NullOrdering;
import org.apache.spark.sql.connector.expressions.SortDirection;
import org.apache.spark.sql.connector.expressions.SortOrder;
import org.parquetext.options.DistributionMode;
import org.parquetext.options.SortingColumn;
import org.parquetext.options.WriteOption;
import org.parquetext.options.WriteOptions;

/** How Spark is asked to distribute the rows of one write among its tasks. */
public final class RowDistribution {

  private final WriteOptions options;
  private final WriteColumns columns;

  /**
   * What options ask for.
   *
   * @throws IllegalArgumentException if the write itself sets one that cannot be honoured; a shared
   *     configuration may be meant for other tables
   */
  RowDistribution(WriteOptions options, WriteColumns columns, Settings settings) {
    this.options = options;
    this.columns = columns;
    DistributionMode mode = options.distributionMode();
    if (mode != DistributionMode.NONE && !isAsked()) {
      refuse(
          WriteOption.DISTRIBUTION_MODE,
          settings,
          mode == DistributionMode.HASH
              ? "there are no partition columns to hash. Use partitionBy, or range with"
                  + " `sortingColumns`, or remove it"
              : "there are neither partition columns nor `sortingColumns`. Add some, or remove it");
    }
    if (!isAsked()) {
      refuse(
          WriteOption.ADVISORY_PARTITION_SIZE_BYTES,
          settings,
          "the rows are not distributed. Set `distributionMode` to hash or range, or remove it");
    }
  }

  private static void refuse(WriteOption option, Settings settings, String reason) {
    settings
        .writeOption(option.key())
        .ifPresent(
            set -> {
              throw new IllegalArgumentException(
                  "Cannot honour `%s` = `%s`, set in %s: %s."
                      .formatted(set.key(), settings.shown(set), set.place(), reason));
            });
  }

  /** Whether there is something to ask for. */
  boolean isAsked() {
    return switch (options.distributionMode()) {
      case NONE -> false;
      case HASH -> columns.isPartitioned();
      case RANGE -> columns.isPartitioned() || !options.sortingColumns().isEmpty();
    };
  }

  /** In the terms of Spark's write API. */
  public Distribution required() {
    if (!isAsked()) {
      return Distributions.unspecified();
    }
    return options.distributionMode() == DistributionMode.HASH
        ? Distributions.clustered(partitions().toArray(Expression[]::new))
        : Distributions.ordered(ranges());
  }

  private List<NamedReference> partitions() {
    List<NamedReference> references = new ArrayList<>();
    for (int ordinal : columns.partitionOrdinals()) {
      references.add(reference(columns.rows().fieldNames()[ordinal]));
    }
    return references;
  }

  private SortOrder[] ranges() {
    List<SortOrder> orders = new ArrayList<>();
    for (NamedReference partition : partitions()) {
      orders.add(Expressions.sort(partition, SortDirection.ASCENDING));
    }
    for (SortingColumn column : options.sortingColumns()) {
      orders.add(
          Expressions.sort(
              reference(column.path().get(0)),
              column.isDescending() ? SortDirection.DESCENDING : SortDirection.ASCENDING,
              column.hasNullsFirst() ? NullOrdering.NULLS_FIRST : NullOrdering.NULLS_LAST));
    }
    return orders.toArray(SortOrder[]::new);
  }

  private static NamedReference reference(String name) {
    return Expressions.column("`" + name.replace("`", "``") + "`");
  }

  /**
   * Bytes of a task's rows in the shuffle that adaptive execution is to aim at, so that they make
   * one file of the target size; 0 for Spark's own.
   *
   * @param path of the table
   */
  public long advisoryBytes(Path path) {
    if (!isAsked()) {
      return 0;
    }
    double derived = options.targetFileSizeBytes() * ShuffleRatios.of(path);
    return options.advisoryPartitionSizeBytes().orElse((long) derived);
  }
}
