package org.parquetext.spark.plan;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.physical.Partitioning;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.UnaryExecNode;
import scala.collection.Iterator;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A node of a physical plan above one query, made of that and perhaps other arguments. What Scala
 * generates for such a class is spelt out here.
 */
abstract class UnaryNode extends SparkPlan implements UnaryExecNode {

  private static final long serialVersionUID = 1L;

  private final SparkPlan child;

  /** All arguments of the subclass's public constructor, by which Spark copies nodes. */
  private final List<Object> arguments;

  /**
   * A node.
   *
   * @param others the arguments of the subclass's public constructor that follow its child
   */
  UnaryNode(SparkPlan child, Object... others) {
    this.child = child;
    this.arguments = Stream.concat(Stream.of(child), Stream.of(others)).toList();
  }

  /** The same above another query. */
  abstract SparkPlan above(SparkPlan query);

  /** What plans show after the name. */
  abstract String shown();

  @Override
  public SparkPlan child() {
    return child;
  }

  @Override
  public Seq<SparkPlan> children() {
    return CollectionConverters.asScala(List.of(child)).toSeq();
  }

  @Override
  public SparkPlan withNewChildInternal(SparkPlan newChild) {
    return above(newChild);
  }

  @Override
  public SparkPlan withNewChildrenInternal(IndexedSeq<SparkPlan> newChildren) {
    return above(newChildren.head());
  }

  @Override
  public Partitioning outputPartitioning() {
    return child.outputPartitioning();
  }

  @Override
  public Seq<SortOrder> outputOrdering() {
    return child.outputOrdering();
  }

  @Override
  public Seq<Attribute> output() {
    return child.output();
  }

  @Override
  public Iterator<Object> stringArgs() {
    return CollectionConverters.asScala(List.<Object>of(shown()).iterator());
  }

  @Override
  public int productArity() {
    return arguments.size();
  }

  @Override
  public Object productElement(int index) {
    return arguments.get(index);
  }

  @Override
  public boolean canEqual(Object other) {
    return getClass().isInstance(other);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof UnaryNode node
            && node.getClass() == getClass()
            && node.arguments.equals(arguments);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
