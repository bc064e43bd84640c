package org.parquetext.delta;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.delta.DeltaTableUtils;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.Metadata;
import org.parquetext.options.PartitionOverwrite;
import org.parquetext.spark.commit.TableSave;

/**
 * Which files of a table a write replaces. What it asks for is decided once for a write, the files
 * by the table as each of its transactions reads it.
 */
final class Replacement {

  private final TableSave save;
  private final Optional<PartitionCondition> condition;

  /**
   * The replacement of a write.
   *
   * @param table the table as the write leaves it
   * @throws IllegalArgumentException when it would replace single rows
   */
  Replacement(TableSave save, Metadata table) {
    this.save = save;
    this.condition =
        save.options()
            .replaceWhere()
            .map(text -> PartitionCondition.of(save, text, table.partitionSchema()));
  }

  /** What the partitions are known by that are replaced, if they are named. */
  Optional<PartitionCondition> condition() {
    return condition;
  }

  /**
   * The files that are replaced; the transaction keeps in mind that it has read them.
   *
   * @param added the files that the write adds
   */
  List<AddFile> in(OptimisticTransaction txn, List<AddFile> added) {
    if (save.mode() != SaveMode.Overwrite) {
      return List.of();
    }
    if (condition.isPresent()) {
      return matching(txn, condition.get().conjuncts());
    }
    if (isDynamic(txn)) {
      return added.isEmpty()
          ? new ArrayList<>()
          : Scala.list(txn.filterFiles(Scala.<AddFile>seq(added)));
    }
    return Scala.list(txn.filterFiles());
  }

  /** A conjunct that Delta does not take for one of partitions would match every file. */
  private List<AddFile> matching(OptimisticTransaction txn, List<Expression> conjuncts) {
    for (Expression conjunct : conjuncts) {
      if (!DeltaTableUtils.isPredicatePartitionColumnsOnly(
          conjunct, txn.metadata().partitionColumns(), save.session())) {
        throw new IllegalStateException(
            "Cannot overwrite the Delta table %s: `%s` is no condition on its partition columns %s"
                .formatted(
                    save.path(), conjunct.sql(), Scala.list(txn.metadata().partitionColumns())));
      }
    }
    return Scala.list(txn.filterFiles(Scala.seq(conjuncts), false));
  }

  /** Whether the partitions are replaced that the write adds files to. */
  boolean isDynamic(OptimisticTransaction txn) {
    return save.mode() == SaveMode.Overwrite
        && condition.isEmpty()
        && save.options().partitionOverwrite() == PartitionOverwrite.DYNAMIC
        && !txn.metadata().partitionColumns().isEmpty();
  }
}
