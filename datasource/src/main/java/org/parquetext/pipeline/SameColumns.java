package org.parquetext.pipeline;

import java.util.List;
import java.util.Objects;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Whether a batch has the columns that a writer was made for: the same names, types and children.
 * What Arrow changes when it slices or transfers vectors does not matter: whether fields are
 * declared nullable, and the names of the items of lists and of the entries of maps.
 */
final class SameColumns {

  private SameColumns() {}

  static boolean of(Schema expected, Schema actual) {
    return sameFields(expected.getFields(), actual.getFields());
  }

  private static boolean sameFields(List<Field> expected, List<Field> actual) {
    boolean same = actual.size() == expected.size();
    for (int i = 0; same && i < expected.size(); i++) {
      same =
          actual.get(i).getName().equals(expected.get(i).getName())
              && sameType(expected.get(i), actual.get(i));
    }
    return same;
  }

  private static boolean sameType(Field expected, Field actual) {
    if (!actual.getType().equals(expected.getType())
        || !Objects.equals(expected.getDictionary(), actual.getDictionary())) {
      return false;
    }
    if (expected.getType() instanceof ArrowType.Struct) {
      return sameFields(expected.getChildren(), actual.getChildren());
    }
    boolean same = actual.getChildren().size() == expected.getChildren().size();
    for (int i = 0; same && i < expected.getChildren().size(); i++) {
      same = sameType(expected.getChildren().get(i), actual.getChildren().get(i));
    }
    return same;
  }
}
