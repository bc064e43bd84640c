package org.parquetext.delta;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Empty2Null;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.optimizer.ComputeCurrentTime;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.OneRowRelation;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.constraints.Constraint;
import org.apache.spark.sql.delta.constraints.Constraints;
import org.apache.spark.sql.delta.constraints.DeltaInvariantCheckerExec;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.parquetext.spark.commit.RowCheck;
import org.parquetext.spark.commit.TableSave;
import scala.Option;

/**
 * What a Delta table asks of each row: NOT NULL, CHECK constraints, column invariants, lengths of
 * char and varchar columns, and that an overwrite of some partitions writes to these only.
 * Evaluated by Delta's own expressions.
 */
final class RowConstraints implements RowCheck {

  private static final long serialVersionUID = 1L;

  /** What the table asks for, the same for every reading of its metadata. */
  private final ArrayList<Object> asked;

  private final ArrayList<Attribute> output;
  private final ArrayList<Expression> values;
  private final ArrayList<Expression> checks;

  private RowConstraints(
      List<Object> asked,
      List<Attribute> output,
      List<Expression> values,
      List<Expression> checks) {
    this.asked = new ArrayList<>(asked);
    this.output = new ArrayList<>(output);
    this.values = new ArrayList<>(values);
    this.checks = new ArrayList<>(checks);
  }

  /**
   * The constraints of a write.
   *
   * @param named the columns of the rows as the table names them
   * @param partitions where the partition columns stand in a row
   * @param condition which the rows' partitions must meet
   * @return null if there are none
   */
  static RowConstraints of(
      TableSave save,
      Metadata metadata,
      StructType named,
      List<Integer> partitions,
      Optional<PartitionCondition> condition) {
    List<Constraint> constraints =
        new ArrayList<>(Scala.list(Constraints.getAll(metadata, save.session())));
    condition.ifPresent(
        known -> constraints.add(new Constraints.Check("replaceWhere", known.unbound())));
    if (constraints.isEmpty()) {
      return null;
    }
    List<Attribute> output = attributes(named);
    List<Expression> built =
        new ArrayList<>(
            Scala.list(
                DeltaInvariantCheckerExec.buildInvariantChecks(
                    Scala.seq(output), Scala.seq(constraints), save.session())));
    return new RowConstraints(
        asked(constraints), output, values(named, partitions), atOneTime(built));
  }

  /** Variables within expressions have other numbers each time that these are made. */
  private static List<Object> asked(List<Constraint> constraints) {
    List<Object> asked = new ArrayList<>();
    for (Constraint constraint : constraints) {
      asked.add(
          constraint instanceof Constraints.Check check
              ? new Constraints.Check(check.name(), check.expression().canonicalized())
              : constraint);
    }
    return asked;
  }

  private static List<Attribute> attributes(StructType named) {
    List<Attribute> attributes = new ArrayList<>();
    for (StructField field : named.fields()) {
      attributes.add(
          new AttributeReference(
              field.name(),
              field.dataType(),
              true,
              field.metadata(),
              NamedExpression.newExprId(),
              Scala.seq(List.of())));
    }
    return attributes;
  }

  /** The current date and time are the same for all rows. */
  private static List<Expression> atOneTime(List<Expression> checks) {
    List<NamedExpression> named = new ArrayList<>();
    for (Expression check : checks) {
      named.add(
          new Alias(
              check,
              "check",
              NamedExpression.newExprId(),
              Scala.seq(List.of()),
              Option.empty(),
              Scala.seq(List.of())));
    }
    LogicalPlan plan = new Project(Scala.seq(named), new OneRowRelation());
    List<Expression> timed = new ArrayList<>();
    for (Expression alias : Scala.list(ComputeCurrentTime.apply(plan).expressions())) {
      timed.add(((Alias) alias).child());
    }
    return timed;
  }

  /** The columns, with what becomes null as a partition value being null for the checks too. */
  private static List<Expression> values(StructType named, List<Integer> partitions) {
    List<Expression> values = new ArrayList<>();
    boolean changes = false;
    for (int i = 0; i < named.length(); i++) {
      Expression value = new BoundReference(i, named.fields()[i].dataType(), true);
      boolean mayBeEmpty =
          partitions.contains(i) && named.fields()[i].dataType() instanceof StringType;
      values.add(mayBeEmpty ? new Empty2Null(value) : value);
      changes |= mayBeEmpty;
    }
    return changes ? values : List.of();
  }

  @Override
  public Consumer<InternalRow> begin() {
    UnsafeProjection check =
        UnsafeProjection.create(Scala.<Expression>seq(checks), Scala.<Attribute>seq(output));
    if (values.isEmpty()) {
      return check::apply;
    }
    UnsafeProjection checked = UnsafeProjection.create(Scala.<Expression>seq(values));
    return row -> check.apply(checked.apply(row));
  }

  /** Equal if the table asks for the same. */
  @Override
  public boolean equals(Object other) {
    return other instanceof RowConstraints constraints && asked.equals(constraints.asked);
  }

  @Override
  public int hashCode() {
    return asked.hashCode();
  }
}
