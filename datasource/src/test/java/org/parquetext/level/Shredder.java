package org.parquetext.level;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Record shredding as the Dremel paper has it: value by value, slow, and easy to see through. */
final class Shredder {

  private final List<Step> steps;
  final List<Integer> repetition = new ArrayList<>();
  final List<Integer> definition = new ArrayList<>();
  final List<Object> values = new ArrayList<>();

  Shredder(List<Step> steps) {
    this.steps = steps;
  }

  /** The ways from a field to each of its leaves. */
  static List<List<Step>> paths(Field field, int index) {
    List<List<Step>> paths = new ArrayList<>();
    if (field.getChildren().isEmpty()) {
      paths.add(List.of(new Step(field, index)));
    }
    for (int child = 0; child < field.getChildren().size(); child++) {
      for (List<Step> path : paths(field.getChildren().get(child), child)) {
        List<Step> longer = new ArrayList<>(List.of(new Step(field, index)));
        longer.addAll(path);
        paths.add(longer);
      }
    }
    return paths;
  }

  void row(List<Object> row) {
    shred(row.get(steps.get(0).index), 0, 0, 0, 0);
  }

  private void shred(Object value, int depth, int repetitionLevel, int definitionLevel, int lists) {
    Step step = steps.get(depth);
    if (value == null) {
      entry(repetitionLevel, definitionLevel, null);
      return;
    }
    int defined = definitionLevel + (step.field.isNullable() ? 1 : 0);
    if (depth == steps.size() - 1) {
      entry(repetitionLevel, defined, value);
      return;
    }
    List<?> children = (List<?>) value;
    if (step.isStruct()) {
      Object child = children.get(steps.get(depth + 1).index);
      shred(child, depth + 1, repetitionLevel, defined, lists);
      return;
    }
    if (children.isEmpty()) {
      entry(repetitionLevel, defined, null);
    }
    for (int i = 0; i < children.size(); i++) {
      int level = i == 0 ? repetitionLevel : lists + 1;
      shred(children.get(i), depth + 1, level, defined + 1, lists + 1);
    }
  }

  private void entry(int repetitionLevel, int definitionLevel, Object value) {
    repetition.add(repetitionLevel);
    definition.add(definitionLevel);
    if (value != null) {
      values.add(value);
    }
  }

  /** A node on the way to a leaf, and which child of the one above it is. */
  static final class Step {

    final Field field;
    final int index;

    Step(Field field, int index) {
      this.field = field;
      this.index = index;
    }

    boolean isStruct() {
      return field.getType() instanceof ArrowType.Struct;
    }

    boolean isLeaf() {
      return field.getChildren().isEmpty();
    }
  }
}
