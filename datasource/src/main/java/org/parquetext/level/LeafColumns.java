package org.parquetext.level;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.util.AutoCloseables;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.LargeListViewVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.ListViewVector;
import org.apache.arrow.vector.complex.NonNullableStructVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;

/**
 * The leaves of vectors, depth first; leaves of the same vector share the nodes above them. Flat
 * dictionaries stay as they are, unless they hold nulls or booleans; all others are decoded.
 */
public final class LeafColumns implements AutoCloseable {

  private static final OuterNode[] NONE = {};

  private final List<LeafColumn> columns = new ArrayList<>();
  private final List<FieldVector> decoded = new ArrayList<>();
  private final DictionaryProvider dictionaries;

  private LeafColumns(DictionaryProvider dictionaries) {
    this.dictionaries = dictionaries;
  }

  /** The leaves of some vectors without dictionaries, which stay the caller's. */
  public static LeafColumns of(List<FieldVector> vectors) {
    return of(vectors, new DictionaryProvider.MapDictionaryProvider());
  }

  /**
   * The leaves of some vectors, which stay the caller's like the dictionaries.
   *
   * @throws IllegalArgumentException if a dictionary is not there
   */
  public static LeafColumns of(List<FieldVector> vectors, DictionaryProvider dictionaries) {
    LeafColumns leaves = new LeafColumns(dictionaries);
    try {
      for (FieldVector vector : vectors) {
        leaves.add(vector, NONE);
      }
      return leaves;
    } catch (Throwable e) {
      leaves.close();
      throw e;
    }
  }

  /** How many there are. */
  public int size() {
    return columns.size();
  }

  /** One of them. */
  public LeafColumn column(int index) {
    return columns.get(index);
  }

  /** The vectors that had to be decoded, which belong to this. */
  public List<FieldVector> decoded() {
    return decoded;
  }

  /** Frees what was decoded. */
  @Override
  public void close() {
    AutoCloseables.closeNoChecked(() -> AutoCloseables.close(decoded));
    decoded.clear();
  }

  private void addEncoded(FieldVector vector, DictionaryEncoding encoding, OuterNode[] outer) {
    Dictionary dictionary = dictionaries.lookup(encoding.getId());
    if (dictionary == null) {
      throw new IllegalArgumentException(
          "Cannot read field `"
              + vector.getName()
              + "`: there is no dictionary "
              + encoding.getId());
    }
    FieldVector entries = dictionary.getVector();
    boolean encodable =
        entries.getChildrenFromFields().isEmpty()
            && entries.getField().getDictionary() == null
            && !(entries instanceof BitVector)
            && !(entries instanceof NullVector)
            && entries.getNullCount() == 0;
    if (encodable) {
      columns.add(leaf(vector, outer).encodedWith(entries));
      return;
    }
    FieldVector values = (FieldVector) DictionaryEncoder.decode(vector, dictionary);
    decoded.add(values);
    add(values, outer);
  }

  private static LeafColumn leaf(FieldVector vector, OuterNode[] outer) {
    return outer.length == 0 ? LeafColumn.flat(vector) : LeafColumn.nested(outer, vector);
  }

  private void add(FieldVector vector, OuterNode[] outer) {
    DictionaryEncoding encoding = vector.getField().getDictionary();
    if (encoding != null) {
      addEncoded(vector, encoding, outer);
      return;
    }
    OuterNode node = node(vector);
    if (node == null) {
      columns.add(leaf(vector, outer));
      return;
    }
    OuterNode[] nodes = Arrays.copyOf(outer, outer.length + 1);
    nodes[outer.length] = node;
    for (FieldVector child : vector.getChildrenFromFields()) {
      add(child, nodes);
    }
  }

  /** The node of a vector with children; null for a leaf. A map vector is a list vector. */
  private static OuterNode node(FieldVector vector) {
    if (vector instanceof StructVector) {
      return new StructNode(vector.getValidityBuffer());
    }
    if (vector instanceof NonNullableStructVector) {
      return new StructNode(vector.getAllocator().getEmpty());
    }
    if (vector instanceof ListVector) {
      return ListNode.of(vector.getValidityBuffer(), vector.getOffsetBuffer());
    }
    if (vector instanceof LargeListVector) {
      return ListNode.large(vector.getValidityBuffer(), vector.getOffsetBuffer());
    }
    if (vector instanceof FixedSizeListVector) {
      return ListNode.fixed(
          vector.getValidityBuffer(), ((FixedSizeListVector) vector).getListSize());
    }
    if (vector instanceof ListViewVector) {
      return ListNode.view(
          vector.getValidityBuffer(),
          vector.getOffsetBuffer(),
          ((ListViewVector) vector).getSizeBuffer());
    }
    if (vector instanceof LargeListViewVector) {
      return ListNode.largeView(
          vector.getValidityBuffer(),
          vector.getOffsetBuffer(),
          ((LargeListViewVector) vector).getSizeBuffer());
    }
    return null;
  }
}
