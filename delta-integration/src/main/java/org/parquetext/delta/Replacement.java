package org.parquetext.delta;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.AddFile;
import org.parquetext.options.PartitionOverwrite;
import org.parquetext.spark.commit.TableSave;

/** Which files of a table a write replaces. Decided by the table as a transaction reads it. */
final class Replacement {

  private final TableSave save;
  private final List<Expression> conjuncts;

  /**
   * The replacement of a write.
   *
   * @param partitions the table's partition columns
   * @throws IllegalArgumentException when it would replace single rows
   */
  Replacement(TableSave save, List<String> partitions) {
    this.save = save;
    Optional<String> condition = save.options().replaceWhere();
    this.conjuncts =
        condition.isEmpty()
            ? List.of()
            : PartitionCondition.conjuncts(save, condition.get(), partitions);
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
    if (!conjuncts.isEmpty()) {
      return Scala.list(txn.filterFiles(Scala.seq(conjuncts), false));
    }
    if (isDynamic(txn)) {
      return added.isEmpty()
          ? new ArrayList<>()
          : Scala.list(txn.filterFiles(Scala.<AddFile>seq(added)));
    }
    return Scala.list(txn.filterFiles());
  }

  /** Whether the partitions are replaced that the write adds files to. */
  boolean isDynamic(OptimisticTransaction txn) {
    return save.mode() == SaveMode.Overwrite
        && conjuncts.isEmpty()
        && save.options().partitionOverwrite() == PartitionOverwrite.DYNAMIC
        && !txn.metadata().partitionColumns().isEmpty();
  }
}
