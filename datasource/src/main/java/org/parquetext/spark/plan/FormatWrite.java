package org.parquetext.spark.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.command.DataWritingCommandExec;
import org.apache.spark.sql.execution.datasources.InsertIntoHadoopFsRelationCommand;
import org.apache.spark.sql.execution.datasources.V1WritesUtils;
import org.apache.spark.sql.execution.datasources.WriteFilesExec;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VariantType;
import org.parquetext.spark.write.BatchFormat;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A command that writes by Spark's interface of file formats. There Spark itself stands between the
 * query and the writer: where a task writes one file and no more ({@code
 * SingleDirectoryDataWriter}), it hands each row on as it is and counts it ({@code
 * BasicWriteTaskStatsTracker}), which a batch in the disguise of rows survives; in all other cases
 * it looks into the rows, or at their number.
 */
record FormatWrite(DataWritingCommandExec command, InsertIntoHadoopFsRelationCommand insert) {

  private static final String MAX_RECORDS = "maxRecordsPerFile";

  /** A command whose writers take batches; empty if it is another. */
  static Optional<FormatWrite> of(SparkPlan plan) {
    return plan instanceof DataWritingCommandExec command
            && command.cmd() instanceof InsertIntoHadoopFsRelationCommand insert
            && insert.fileFormat() instanceof BatchFormat
        ? Optional.of(new FormatWrite(command, insert))
        : Optional.empty();
  }

  /** The command, with what its writers get of its query. */
  SparkPlan withInput(SQLConf session) {
    SparkPlan child = command.child();
    if (child.getClass() == WriteFilesExec.class) {
      SparkPlan query = child.children().head();
      return query instanceof UnaryNode
          ? command
          : above(child.withNewChildren(seq(MeteredInputExec.over(input(query, session)))));
    }
    // Others may have put their own node there, which decides what it gets.
    return child instanceof UnaryNode || V1WritesUtils.getWriteFilesOpt(child).isDefined()
        ? command
        : above(
            MeteredInputExec.over(
                RowInputExec.because(SQLConf.PLANNED_WRITE_ENABLED().key() + " is off", child)));
  }

  private SparkPlan above(SparkPlan child) {
    return command.withNewChildren(seq(child));
  }

  private SparkPlan input(SparkPlan query, SQLConf session) {
    Optional<String> needsRows = needsRows(session);
    return needsRows.isPresent()
        ? RowInputExec.because(needsRows.get(), query)
        : InputQuery.of(query).input(query);
  }

  private Optional<String> needsRows(SQLConf session) {
    if (!insert.partitionColumns().isEmpty()) {
      return Optional.of("Spark finds the partition of each row");
    }
    if (insert.bucketSpec().isDefined()) {
      return Optional.of("Spark finds the bucket of each row");
    }
    if (maxRecords(session) > 0) {
      return Optional.of("Spark counts the rows of each file");
    }
    return hasVariant(insert.query().schema())
        ? Optional.of("variants may be shredded row by row")
        : Optional.empty();
  }

  /** As Spark's {@code FileFormatWriter} finds it. */
  private long maxRecords(SQLConf session) {
    return CollectionConverters.asJava(insert.options()).entrySet().stream()
        .filter(option -> option.getKey().equalsIgnoreCase(MAX_RECORDS))
        .map(Map.Entry::getValue)
        .findFirst()
        .map(Long::parseLong)
        .orElseGet(session::maxRecordsPerFile);
  }

  private static boolean hasVariant(DataType type) {
    if (type instanceof StructType struct) {
      return Stream.of(struct.fields())
          .map(StructField::dataType)
          .anyMatch(FormatWrite::hasVariant);
    }
    if (type instanceof ArrayType array) {
      return hasVariant(array.elementType());
    }
    return type instanceof MapType map
        ? hasVariant(map.keyType()) || hasVariant(map.valueType())
        : type instanceof VariantType;
  }

  private static Seq<SparkPlan> seq(SparkPlan plan) {
    return CollectionConverters.asScala(List.of(plan)).toSeq();
  }
}
