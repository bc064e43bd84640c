package org.parquetext.integration.property;

import java.util.List;
import java.util.Random;
import org.parquetext.integration.fixture.TableParity;

/** Write options drawn at random, by the names of both writers; unset ones keep their default. */
final class RandomOptions {
  private static final List<Object> CODECS =
      List.of("none", "snappy", "gzip", "zstd", "lz4", "lz4_raw");

  /** For tables whose pages must end at the same rows, by whichever writer. */
  private static final int UNFILLED_PAGE_BYTES = 16 << 20;

  private final Random random;

  RandomOptions(long seed) {
    this.random = new Random(~seed);
  }

  /** Sets every option with some probability. */
  void applyTo(TableParity parity) {
    set(parity, "compression", "compression", CODECS);
    set(parity, "parquet.page.row.count.limit", "pageRowLimit", List.of(100, 333, 1_000));
    set(parity, "parquet.enable.dictionary", "dictionaryEnabled", List.of(true, false));
    set(
        parity,
        "parquet.dictionary.page.size",
        "dictionaryPageSizeBytes",
        List.of(64, 1_024, 16_384));
    set(parity, "parquet.block.row.count.limit", "rowGroupMaxRows", List.of(100, 333, 1_024));
    if (set(parity, "parquet.page.size", "pageSizeBytes", List.of(512, 4_096, 100_000))) {
      parity.pagesCutByBytes();
    } else if (random.nextBoolean()) {
      // Text of 1,000 characters in every row fills a page of the default size.
      parity.pagesCutByBytes();
    } else {
      parity.option("parquet.page.size", "pageSizeBytes", UNFILLED_PAGE_BYTES);
    }
  }

  private boolean set(TableParity parity, String builtInKey, String ownKey, List<Object> values) {
    boolean isSet = random.nextInt(3) == 0;
    if (isSet) {
      parity.option(builtInKey, ownKey, values.get(random.nextInt(values.size())));
    }
    return isSet;
  }
}
