package org.parquetext.level;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.LargeListViewVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.ListViewVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Random rows of a nested schema, as vectors and as plain objects: a struct is the list of its
 * fields, a list or map the list of its items, a null is null.
 *
 * <p>The vectors use the liberties that Arrow gives: first offsets other than zero, items that
 * belong to null lists or to none, views in any order and overlapping, and nulls in fields that may
 * have none where a null above hides them.
 */
public final class NestedData implements AutoCloseable {

  private final BufferAllocator allocator;
  private final Random random;
  private final List<? extends LeafKind> kinds;
  private final VectorSchemaRoot root;
  private final List<List<Object>> rows = new ArrayList<>();

  private NestedData(
      BufferAllocator allocator,
      Random random,
      List<? extends LeafKind> kinds,
      Schema schema,
      int count) {
    this.allocator = allocator;
    this.random = random;
    this.kinds = kinds;
    boolean[] visible = new boolean[count];
    Arrays.fill(visible, true);
    List<FieldVector> vectors = new ArrayList<>();
    List<Object[]> columns = new ArrayList<>();
    schema.getFields().forEach(field -> vectors.add(field.createVector(allocator)));
    vectors.forEach(vector -> columns.add(fill(vector, count, visible)));
    root = new VectorSchemaRoot(schema, vectors, count);
    for (int row = 0; row < count; row++) {
      List<Object> values = new ArrayList<>();
      for (Object[] column : columns) {
        values.add(column[row]);
      }
      rows.add(values);
    }
  }

  /** Random rows. */
  public static NestedData of(
      BufferAllocator allocator,
      Schema schema,
      List<? extends LeafKind> kinds,
      int count,
      Random random) {
    return new NestedData(allocator, random, kinds, schema, count);
  }

  /** The vectors. */
  public VectorSchemaRoot root() {
    return root;
  }

  /** The objects of each row, one per field. */
  public List<List<Object>> rows() {
    return rows;
  }

  @Override
  public void close() {
    root.close();
  }

  private Object[] fill(FieldVector vector, int count, boolean[] visible) {
    boolean[] present = present(vector.getField().isNullable(), count, visible);
    if (vector instanceof StructVector) {
      return fillStruct((StructVector) vector, present);
    }
    if (vector instanceof FixedSizeListVector) {
      return fillFixed((FixedSizeListVector) vector, present);
    }
    if (vector instanceof ListVector || vector instanceof LargeListVector) {
      return fillList(vector, present);
    }
    if (vector instanceof ListViewVector || vector instanceof LargeListViewVector) {
      return fillView(vector, present);
    }
    return fillLeaf(vector, present);
  }

  /** No nulls, nothing else, or runs; in a field without nulls only where nobody sees them. */
  private boolean[] present(boolean nullable, int count, boolean[] visible) {
    boolean[] present = new boolean[count];
    int maxRun = 1 << random.nextInt(8);
    int mode = random.nextInt(8);
    for (int i = 0; i < count; ) {
      boolean run = mode == 0 || mode != 1 && random.nextInt(3) > 0;
      for (int end = i + 1 + random.nextInt(maxRun); i < count && i < end; i++) {
        present[i] = run || !nullable && visible[i];
      }
    }
    return present;
  }

  private Object[] fillLeaf(FieldVector vector, boolean[] present) {
    LeafKind kind =
        kinds.stream()
            .filter(each -> each.type().equals(vector.getField().getType()))
            .findFirst()
            .orElseThrow();
    Object[] values = new Object[present.length];
    vector.setInitialCapacity(present.length);
    vector.allocateNew();
    for (int i = 0; i < present.length; i++) {
      if (present[i]) {
        values[i] = kind.put(vector, i, random);
      } else {
        kind.putNull(vector, i, random);
      }
    }
    vector.setValueCount(present.length);
    return values;
  }

  private Object[] fillStruct(StructVector vector, boolean[] present) {
    List<Object[]> children = new ArrayList<>();
    for (FieldVector child : vector.getChildrenFromFields()) {
      children.add(fill(child, present.length, present));
    }
    load(vector, present);
    Object[] values = new Object[present.length];
    for (int i = 0; i < present.length; i++) {
      if (present[i]) {
        List<Object> fields = new ArrayList<>();
        for (Object[] child : children) {
          fields.add(child[i]);
        }
        values[i] = fields;
      }
    }
    return values;
  }

  private Object[] fillFixed(FixedSizeListVector vector, boolean[] present) {
    int size = vector.getListSize();
    long[] starts = new long[present.length];
    long[] sizes = new long[present.length];
    Arrays.setAll(starts, i -> (long) i * size);
    Arrays.fill(sizes, size);
    Object[] values = items(vector, present, starts, sizes, present.length * size);
    load(vector, present);
    return values;
  }

  private Object[] fillList(FieldVector vector, boolean[] present) {
    long[] offsets = new long[present.length + 1];
    long[] sizes = new long[present.length];
    offsets[0] = random.nextInt(3);
    for (int i = 0; i < present.length; i++) {
      sizes[i] = size();
      offsets[i + 1] = offsets[i] + sizes[i];
    }
    int items = (int) offsets[present.length] + random.nextInt(3);
    Object[] values = items(vector, present, offsets, sizes, items);
    boolean large = vector instanceof LargeListVector;
    // An empty vector may go without an offset; Arrow cannot slice large lists then.
    int count = present.length > 0 || large ? offsets.length : 0;
    try (ArrowBuf buffer = buffer(offsets, count, large ? Long.BYTES : Integer.BYTES)) {
      load(vector, present, buffer);
    }
    return values;
  }

  private Object[] fillView(FieldVector vector, boolean[] present) {
    int items = random.nextInt(3) == 0 ? 10 : present.length * 2 + 10;
    boolean inOrder = random.nextBoolean();
    long[] starts = new long[present.length];
    long[] sizes = new long[present.length];
    for (int i = 0; i < present.length; i++) {
      sizes[i] = Math.min(items, size());
      long end = items - sizes[i];
      starts[i] = inOrder ? Math.min(end, 2L * i) : random.nextInt((int) end + 1);
    }
    Object[] values = items(vector, present, starts, sizes, items);
    int width = vector instanceof ListViewVector ? Integer.BYTES : Long.BYTES;
    try (ArrowBuf offsets = buffer(starts, starts.length, width);
        ArrowBuf lengths = buffer(sizes, sizes.length, width)) {
      load(vector, present, offsets, lengths);
    }
    return values;
  }

  /** Mostly short, now and then long. */
  private int size() {
    return random.nextInt(random.nextInt(50) == 0 ? 200 : 5);
  }

  private Object[] items(
      FieldVector vector, boolean[] present, long[] starts, long[] sizes, int count) {
    boolean[] visible = new boolean[count];
    for (int i = 0; i < present.length; i++) {
      if (present[i]) {
        Arrays.fill(visible, (int) starts[i], (int) (starts[i] + sizes[i]), true);
      }
    }
    Object[] items = fill(vector.getChildrenFromFields().get(0), count, visible);
    Object[] values = new Object[present.length];
    for (int i = 0; i < present.length; i++) {
      if (present[i]) {
        values[i] =
            Arrays.asList(Arrays.copyOfRange(items, (int) starts[i], (int) (starts[i] + sizes[i])));
      }
    }
    return values;
  }

  private ArrowBuf buffer(long[] numbers, int count, int width) {
    ArrowBuf buffer = allocator.buffer((long) count * width);
    for (int i = 0; i < count; i++) {
      if (width == Integer.BYTES) {
        buffer.setInt((long) i * width, (int) numbers[i]);
      } else {
        buffer.setLong((long) i * width, numbers[i]);
      }
    }
    return buffer;
  }

  /** Gives a vector its own buffers and leaves its children alone. */
  private void load(FieldVector vector, boolean[] present, ArrowBuf... others) {
    int nulls = 0;
    try (ArrowBuf validity = allocator.buffer((present.length + 7) / 8)) {
      validity.setZero(0, validity.capacity());
      for (int i = 0; i < present.length; i++) {
        if (present[i]) {
          BitVectorHelper.setBit(validity, i);
        } else {
          nulls++;
        }
      }
      List<ArrowBuf> buffers = new ArrayList<>(List.of(validity));
      buffers.addAll(Arrays.asList(others));
      vector.loadFieldBuffers(new ArrowFieldNode(present.length, nulls), buffers);
    }
  }
}
