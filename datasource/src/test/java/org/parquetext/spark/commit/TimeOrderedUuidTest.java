package org.parquetext.spark.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimeOrderedUuidTest {

  /** The example of RFC 9562, appendix A.6. */
  @Test
  void hasTheLayoutOfVersionSeven() {
    long random = 0x18C4DC0C0C07398FL;
    assertThat(TimeOrderedUuid.at(0x017F22E279B0L, 0xCC3, random << 2))
        .isEqualTo(UUID.fromString("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"));
  }

  @Test
  void hasItsVersionAndVariantWhateverIsRandom() {
    for (long random : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
      UUID uuid = TimeOrderedUuid.at(1L << 47, random, random);
      assertThat(uuid.version()).isEqualTo(7);
      assertThat(uuid.variant()).isEqualTo(2);
      assertThat(uuid.getMostSignificantBits() >>> 16).isEqualTo(1L << 47);
    }
  }

  @Test
  void youngerOnesSortBehindOlderOnes() {
    String older = TimeOrderedUuid.at(1_000, -1, -1).toString();
    String younger = TimeOrderedUuid.at(1_001, 0, 0).toString();
    assertThat(younger).isGreaterThan(older);
  }

  @Test
  void filesDifferAndBelongToTheirWrite() {
    UUID write = TimeOrderedUuid.next();
    UUID other = new UUID(write.getMostSignificantBits(), write.getLeastSignificantBits() ^ 1);
    Set<UUID> files = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      UUID file = TimeOrderedUuid.within(write);
      assertThat(file.version()).isEqualTo(7);
      assertThat(TimeOrderedUuid.isWithin("a-" + file + ".snappy.parquet", write)).isTrue();
      assertThat(TimeOrderedUuid.isWithin(file + ".parquet", other)).isFalse();
      files.add(file);
    }
    assertThat(files).hasSize(1_000);
  }

  @Test
  void otherNamesBelongToNobody() {
    UUID write = TimeOrderedUuid.next();
    String end = write.toString().substring(28);
    assertThat(TimeOrderedUuid.isWithin("part-00000-" + end + "-c000.parquet", write)).isFalse();
    assertThat(TimeOrderedUuid.isWithin(UUID.randomUUID() + ".parquet", write)).isFalse();
  }

  /** But for clocks that differ a little. */
  @Test
  void whatIsOlderThanAWriteIsNoFileOfIt() {
    UUID write = TimeOrderedUuid.next();
    long time = write.getMostSignificantBits();
    long hour = 3_600_000L << 16;
    UUID slow = new UUID(time - hour, write.getLeastSignificantBits());
    UUID old = new UUID(time - 25 * hour, write.getLeastSignificantBits());
    assertThat(TimeOrderedUuid.isWithin(slow + ".parquet", write)).isTrue();
    assertThat(TimeOrderedUuid.isWithin(old + ".parquet", write)).isFalse();
  }
}
