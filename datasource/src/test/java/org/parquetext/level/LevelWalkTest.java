package org.parquetext.level;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.level.Shredder.Step;

/** Levels and values of random nested data are those of record shredding. */
class LevelWalkTest {

  private static final List<LeafKind> KINDS = List.of(new Ints());

  private final BufferAllocator allocator = new RootAllocator();

  @AfterEach
  void freesAll() {
    allocator.close();
  }

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void shredsAnyNesting(long seed) {
    Random random = new Random(seed);
    LevelWalk walk = new LevelWalk();
    for (int round = 0; round < 20; round++) {
      Schema schema = NestedFields.schema(random, KINDS, 1, 1 + random.nextInt(6));
      int count = random.nextInt(random.nextInt(40) == 0 ? 20_000 : 300);
      try (NestedData data = NestedData.of(allocator, schema, KINDS, count, random)) {
        String where = "seed " + seed + ", round " + round + ", " + schema;
        assertWalked(walk, data.root(), data.rows(), where, random);
        int from = random.nextInt(count + 1);
        int to = from + random.nextInt(count - from + 1);
        if (to > from) {
          try (VectorSchemaRoot slice = data.root().slice(from, to - from)) {
            assertWalked(walk, slice, data.rows().subList(from, to), where + ", sliced", random);
          }
        }
      }
    }
  }

  private static void assertWalked(
      LevelWalk walk, VectorSchemaRoot root, List<List<Object>> rows, String where, Random random) {
    LeafColumns leaves = LeafColumns.of(root.getFieldVectors());
    List<List<Step>> paths = Shredder.paths(root.getSchema().getFields().get(0), 0);
    assertThat(leaves.size()).as(where).isEqualTo(paths.size());
    int from = random.nextInt(rows.size() + 1);
    for (int leaf = 0; leaf < leaves.size(); leaf++) {
      Shredder expected = new Shredder(paths.get(leaf));
      rows.subList(from, rows.size()).forEach(expected::row);
      Shredder actual = new Shredder(paths.get(leaf));
      LevelShape shape = shape(paths.get(leaf));
      for (int row = from; row < rows.size(); ) {
        int walked = walk.walk(leaves.column(leaf), shape, row, rows.size() - row);
        collect(walk, walked, (IntVector) leaves.column(leaf).values(), actual, where);
        row += walked;
      }
      assertThat(actual.repetition).as(where).isEqualTo(expected.repetition);
      assertThat(actual.definition).as(where).isEqualTo(expected.definition);
      assertThat(actual.values).as(where).isEqualTo(expected.values);
    }
  }

  private static LevelShape shape(List<Step> path) {
    LevelShape shape = LevelShape.top();
    for (Step step : path) {
      Presence presence = step.field.isNullable() ? Presence.OPTIONAL : Presence.REQUIRED;
      String name = step.field.getName();
      shape =
          step.isLeaf()
              ? shape.leaf(name, presence)
              : step.isStruct() ? shape.struct(name, presence) : shape.list(name, presence);
    }
    return shape;
  }

  private static void collect(
      LevelWalk walk, int rows, IntVector vector, Shredder into, String where) {
    LeafRanges leaves = walk.leaves();
    for (int row = 0; row < rows; row++) {
      int valuesBefore = into.values.size();
      int entries = walk.entriesBefore(row + 1) - walk.entriesBefore(row);
      assertThat(entries).as(where).isPositive();
      for (int i = walk.entriesBefore(row); i < walk.entriesBefore(row + 1); i++) {
        into.repetition.add((int) walk.repetition()[i]);
        into.definition.add((int) walk.definition()[i]);
      }
      int slot = leaves.slotsBefore(row);
      int end = leaves.slotsBefore(row + 1);
      for (int range = slot < end ? leaves.rangeOf(slot) : 0; slot < end; range++) {
        int count = Math.min(end, leaves.endSlot(range)) - slot;
        long[] words = new long[Validity.words(count)];
        int present = leaves.read(slot, count, words);
        int before = into.values.size();
        for (int i = 0; i < count; i++) {
          if ((words[i >> 6] >>> i & 1) != 0) {
            into.values.add(vector.getObject(leaves.position(range, slot + i)));
          }
        }
        assertThat(into.values.size() - before).as(where).isEqualTo(present);
        slot += count;
      }
      assertThat(into.values.size() - valuesBefore).as(where).isLessThanOrEqualTo(entries);
    }
  }

  /** Ints, every one different. */
  private static final class Ints implements LeafKind {

    private int next;

    @Override
    public ArrowType type() {
      return new ArrowType.Int(32, true);
    }

    @Override
    public Object put(FieldVector vector, int position, Random random) {
      ((IntVector) vector).set(position, ++next);
      return next;
    }

    @Override
    public void putNull(FieldVector vector, int position, Random random) {
      put(vector, position, random);
      BitVectorHelper.unsetBit(vector.getValidityBuffer(), position);
    }
  }
}
