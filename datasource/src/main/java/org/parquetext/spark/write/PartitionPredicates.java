package org.parquetext.spark.write;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.parquetext.spark.commit.OverwriteScope;
import org.parquetext.spark.conf.WriteColumns;
import scala.Option;

/**
 * Finds the partition directories that an overwrite by filter means: {@code column = value}, {@code
 * column <=> value} or {@code column IS NULL} of partition columns, as {@code INSERT OVERWRITE …
 * PARTITION (…)} asks for. A value means the directory that its rows would be written to.
 */
final class PartitionPredicates {

  private final WriteRequest request;
  private final WriteColumns columns;
  private final boolean caseSensitive;

  PartitionPredicates(WriteRequest request) {
    this.request = request;
    this.columns = request.columns();
    this.caseSensitive = request.session().sessionState().conf().caseSensitiveAnalysis();
  }

  /** The partitions for which all of them hold; nothing if these are not whole directories. */
  Optional<OverwriteScope> scope(Predicate[] conjunction) {
    String[] directories = new String[columns.partitionNames().size()];
    for (Predicate predicate : conjunction) {
      if (!place(predicate, directories)) {
        return Optional.empty();
      }
    }
    List<String> names = columns.partitionNames();
    return conjunction.length == 0
        ? Optional.empty()
        : Optional.of(OverwriteScope.partitionsIn(names, Arrays.asList(directories)));
  }

  /** Says what was asked for and what can be done instead. */
  String refusal(Predicate[] conjunction) {
    return ("Cannot overwrite where %s: only whole partitions can be replaced. Compare partition"
            + " columns %s with values by `=` or `<=>`, joined by AND.")
        .formatted(Arrays.toString(conjunction), columns.partitionNames());
  }

  /** Notes the directory that a predicate means, and says whether it means one. */
  private boolean place(Predicate predicate, String[] directories) {
    Expression[] sides = predicate.children();
    if (sides.length == 0) {
      return false;
    }
    Expression column = sides.length > 1 && sides[0] instanceof Literal ? sides[1] : sides[0];
    int level = column instanceof NamedReference ? level((NamedReference) column) : -1;
    if (level < 0 || directories[level] != null) {
      return false;
    }
    Optional<String> directory =
        switch (predicate.name()) {
          // What the optimizer makes of a comparison with null.
          case "IS_NULL" -> Optional.of(directory(level, null));
          case "=", "<=>" -> compared(predicate, level, sides[column == sides[0] ? 1 : 0]);
          default -> Optional.empty();
        };
    directories[level] = directory.orElse(null);
    return directory.isPresent();
  }

  /** Nothing equals null, and empty text has no directory of its own. */
  private Optional<String> compared(Predicate predicate, int level, Expression other) {
    if (!(other instanceof Literal)) {
      return Optional.empty();
    }
    Literal<?> value = (Literal<?>) other;
    if (value.value() == null) {
      return predicate.name().equals("<=>")
          ? Optional.of(directory(level, null))
          : Optional.empty();
    }
    StructField field = columns.rows().fields()[columns.partitionOrdinals()[level]];
    String text = text(value);
    return value.dataType().equals(field.dataType()) && !text.isEmpty()
        ? Optional.of(directory(level, text))
        : Optional.empty();
  }

  private String directory(int level, String text) {
    return ExternalCatalogUtils.getPartitionPathString(columns.partitionNames().get(level), text);
  }

  private int level(NamedReference reference) {
    List<String> names = columns.partitionNames();
    for (int i = 0; i < names.size() && reference.fieldNames().length == 1; i++) {
      String name = reference.fieldNames()[0];
      if (caseSensitive ? names.get(i).equals(name) : names.get(i).equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  private String text(Literal<?> value) {
    Cast cast =
        new Cast(
            new org.apache.spark.sql.catalyst.expressions.Literal(value.value(), value.dataType()),
            DataTypes.StringType,
            Option.apply(request.conf().timeZone()));
    return cast.eval(InternalRow.empty()).toString();
  }
}
