package org.parquetext.benchmarks.encoder;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.util.Text;

/**
 * Columns that are written, and the dictionaries of those that are encoded with one. Owns both.
 *
 * @param root the columns
 * @param dictionaries empty if none is encoded
 */
record MeasuredColumns(VectorSchemaRoot root, MapDictionaryProvider dictionaries)
    implements AutoCloseable {

  /** Columns that are not encoded. */
  static MeasuredColumns plain(VectorSchemaRoot root) {
    return new MeasuredColumns(root, new MapDictionaryProvider());
  }

  /** A copy of these columns, all of them strings, with the ids in place of the values. */
  MeasuredColumns encoded(BufferAllocator allocator) {
    MapDictionaryProvider provider = new MapDictionaryProvider();
    List<FieldVector> ids = new ArrayList<>();
    for (FieldVector vector : root.getFieldVectors()) {
      VarCharVector entries = distinct((VarCharVector) vector, allocator);
      DictionaryEncoding encoding = new DictionaryEncoding(ids.size(), false, null);
      Dictionary dictionary = new Dictionary(entries, encoding);
      provider.put(dictionary);
      ids.add((FieldVector) DictionaryEncoder.encode(vector, dictionary));
    }
    return new MeasuredColumns(new VectorSchemaRoot(ids), provider);
  }

  private static VarCharVector distinct(VarCharVector vector, BufferAllocator allocator) {
    Set<Text> values = new LinkedHashSet<>();
    for (int row = 0; row < vector.getValueCount(); row++) {
      values.add(vector.getObject(row));
    }
    VarCharVector entries = new VarCharVector(vector.getName(), allocator);
    int count = 0;
    for (Text value : values) {
      entries.setSafe(count++, value);
    }
    entries.setValueCount(count);
    return entries;
  }

  @Override
  public void close() {
    root.close();
    dictionaries.close();
  }
}
