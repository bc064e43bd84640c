package org.parquetext.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordLookupTest {

  private static final int ENTRIES = 200;
  private static final int SLOTS = 1024;
  private static final int[] IDS = IntStream.range(0, ENTRIES).toArray();

  private final int[] starts = new int[ENTRIES];
  private final int[] lengths = new int[ENTRIES];
  private final int[] ids = new int[ENTRIES];
  private final long[] slots = new long[SLOTS];
  private final long[] entries = new long[ByteWords.COUNT * ENTRIES];

  @ParameterizedTest
  @EnumSource
  void findsAllThatAreKnown(Words words) {
    IndexedValues values = known(words, ByteWords.MAX_BYTES);
    assertThat(words.lookup.find(slots, entries, values, 0, ENTRIES)).isEqualTo(ENTRIES);
    assertThat(ids).isEqualTo(IDS);
  }

  @ParameterizedTest
  @EnumSource
  void stopsAtTheFirstThatIsNotKnown(Words words) {
    IndexedValues values = known(words, ByteWords.MAX_BYTES);
    values.data()[starts[ENTRIES / 2]] ^= 1;
    assertThat(words.lookup.find(slots, entries, values, 0, ENTRIES)).isEqualTo(ENTRIES / 2);
  }

  @ParameterizedTest
  @EnumSource
  void stopsWhereTheArrayEndsBeforeTheWords(Words words) {
    IndexedValues values = known(words, words.longest - lengths[ENTRIES - 1] - 1);
    assertThat(words.lookup.find(slots, entries, values, 0, ENTRIES)).isEqualTo(ENTRIES - 1);
  }

  /** Values of all lengths that are looked up so, the last one empty, and a table of them. */
  private IndexedValues known(Words words, int behind) {
    Random random = new Random(1);
    ByteBuffer data = ByteBuffer.allocate(ENTRIES * words.longest);
    for (int i = 0; i < ENTRIES; i++) {
      starts[i] = data.position();
      lengths[i] = i == ENTRIES - 1 ? 0 : 2 + i % (words.longest - 1);
      byte[] value = new byte[lengths[i]];
      random.nextBytes(value);
      data.put(value);
      add(i, value);
    }
    byte[] end = new byte[data.position() + behind];
    data.flip().get(end, 0, data.limit());
    return new IndexedValues(end, starts, lengths, ids, 0);
  }

  private void add(int id, byte[] value) {
    byte[] padded = Arrays.copyOf(value, ByteWords.MAX_BYTES);
    for (int word = 0; word < ByteWords.COUNT; word++) {
      entries[ByteWords.COUNT * id + word] = ByteWords.word(padded, 0, value.length, word);
    }
    long tag = WordLookup.tag(Hashing.bytes(value, 0, value.length), value.length);
    int slot = Hashing.slotOf(tag, SLOTS);
    while (slots[slot] != 0) {
      slot = (slot + 1) % SLOTS;
    }
    slots[slot] = tag | id + 1;
  }

  /** The look-ups, each with the longest values that it takes. */
  enum Words {
    ONE(8, WordLookup::oneWord),
    TWO(16, WordLookup::twoWords),
    FOUR(32, WordLookup::fourWords);

    private final int longest;
    private final Lookup lookup;

    Words(int longest, Lookup lookup) {
      this.longest = longest;
      this.lookup = lookup;
    }
  }

  private interface Lookup {
    int find(long[] slots, long[] entries, IndexedValues values, int from, int end);
  }
}
