package org.parquetext.level;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** Random Arrow fields: structs, all layouts of lists and maps in each other. */
public final class NestedFields {

  private final Random random;
  private final List<? extends LeafKind> kinds;

  private NestedFields(Random random, List<? extends LeafKind> kinds) {
    this.random = random;
    this.kinds = kinds;
  }

  /** A schema of {@code columns} fields {@code c0}, {@code c1}, …, up to {@code depth} deep. */
  public static Schema schema(
      Random random, List<? extends LeafKind> kinds, int columns, int depth) {
    NestedFields fields = new NestedFields(random, kinds);
    List<Field> children = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      children.add(fields.field("c" + i, random.nextInt(3) > 0, depth));
    }
    return new Schema(children);
  }

  private Field field(String name, boolean nullable, int depth) {
    if (depth == 0 || random.nextInt(6) == 0) {
      ArrowType leaf = kinds.get(random.nextInt(kinds.size())).type();
      return new Field(name, new FieldType(nullable, leaf, null), null);
    }
    switch (random.nextInt(7)) {
      case 0:
        return list(name, nullable, new ArrowType.List(), depth);
      case 1:
        return list(name, nullable, new ArrowType.LargeList(), depth);
      case 2:
        return list(name, nullable, new ArrowType.FixedSizeList(random.nextInt(4)), depth);
      case 3:
        return list(name, nullable, new ArrowType.ListView(), depth);
      case 4:
        return list(name, nullable, new ArrowType.LargeListView(), depth);
      case 5:
        return map(name, nullable, depth);
      default:
        List<Field> children = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
          children.add(field("f" + i, random.nextBoolean(), depth - 1));
        }
        return new Field(name, new FieldType(nullable, new ArrowType.Struct(), null), children);
    }
  }

  private Field list(String name, boolean nullable, ArrowType type, int depth) {
    Field items = field("item", random.nextBoolean(), depth - 1);
    return new Field(name, new FieldType(nullable, type, null), List.of(items));
  }

  private Field map(String name, boolean nullable, int depth) {
    Field key = field("key", false, random.nextInt(3) == 0 ? depth - 1 : 0);
    Field value = field("value", random.nextBoolean(), depth - 1);
    Field entries =
        new Field("entries", FieldType.notNullable(new ArrowType.Struct()), List.of(key, value));
    return new Field(
        name, new FieldType(nullable, new ArrowType.Map(false), null), List.of(entries));
  }
}
