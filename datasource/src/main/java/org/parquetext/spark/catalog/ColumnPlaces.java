package org.parquetext.spark.catalog;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.analysis.FieldPosition;
import org.apache.spark.sql.catalyst.plans.logical.AddColumns;
import org.apache.spark.sql.catalyst.plans.logical.AlterColumnSpec;
import org.apache.spark.sql.catalyst.plans.logical.AlterColumns;
import org.apache.spark.sql.catalyst.plans.logical.AlterTableCommand;
import org.apache.spark.sql.catalyst.plans.logical.QualifiedColType;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.connector.catalog.TableChange.ColumnPosition;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Where {@code ALTER TABLE} puts columns, by their names only: what Spark's {@code
 * CatalogV2Util.applySchemaChanges} finds out when defaults of columns are known, which is after
 * the analysis. Fields of structs are not looked at.
 */
final class ColumnPlaces {

  private ColumnPlaces() {}

  /** The names of a table's columns after an analysed command. */
  static List<String> after(AlterTableCommand command, List<String> columns) {
    List<String> names = new ArrayList<>(columns);
    if (command instanceof AddColumns added) {
      for (QualifiedColType column : CollectionConverters.asJava(added.columnsToAdd())) {
        if (column.path().isEmpty()) {
          place(names, column.colName(), column.position());
        }
      }
    } else if (command instanceof AlterColumns altered) {
      for (AlterColumnSpec change : CollectionConverters.asJava(altered.specs())) {
        List<String> path = CollectionConverters.asJava(change.column().name());
        if (path.size() == 1 && change.newPosition().isDefined()) {
          names.remove(path.get(0));
          place(names, path.get(0), change.newPosition());
        }
      }
    }
    return names;
  }

  private static void place(List<String> names, String name, Option<FieldPosition> wanted) {
    ColumnPosition position = wanted.isDefined() ? wanted.get().position() : null;
    if (position instanceof TableChange.First) {
      names.add(0, name);
    } else if (position instanceof TableChange.After after) {
      names.add(names.indexOf(after.column()) + 1, name);
    } else {
      names.add(name);
    }
  }
}
