package org.parquetext.integration.property;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.parquetext.integration.fixture.TableParity;

/** Write options drawn at random, by the names of both writers; unset ones keep their default. */
final class RandomOptions {
  private static final List<Object> CODECS =
      List.of("none", "snappy", "gzip", "zstd", "lz4", "lz4_raw");

  /** For tables whose pages must end at the same rows, by whichever writer. */
  private static final int UNFILLED_PAGE_BYTES = 16 << 20;

  /** Small ones, since a filter is as large as it may be unless it is adaptive. */
  private static final List<Integer> FILTER_BYTES = List.of(64, 1_024, 4_096);

  private final Random random;

  RandomOptions(long seed) {
    this.random = new Random(~seed);
  }

  /** Sets every option with some probability. */
  void applyTo(TableParity parity) {
    Optional<Object> codec = set(parity, "compression", "compression", CODECS);
    set(parity, "parquet.page.row.count.limit", "pageRowLimit", List.of(100, 333, 1_000));
    set(parity, "parquet.enable.dictionary", "dictionaryEnabled", List.of(true, false));
    set(
        parity,
        "parquet.dictionary.page.size",
        "dictionaryPageSizeBytes",
        List.of(64, 1_024, 16_384));
    set(parity, "parquet.block.row.count.limit", "rowGroupMaxRows", List.of(100, 333, 1_024));
    applyPageSizeTo(parity);
    set(parity, "parquet.column.statistics.enabled", "statistics", List.of(true, false));
    applyBloomFiltersTo(parity);
    if (!codec.equals(Optional.of("none"))) {
      applyVersionTo(parity);
    }
    set(parity, "verify", "verify", List.of("footer", "full", "full"));
  }

  private void applyPageSizeTo(TableParity parity) {
    List<Object> sizes = List.of(512, 4_096, 100_000);
    if (set(parity, "parquet.page.size", "pageSizeBytes", sizes).isPresent()) {
      parity.pagesCutByBytes();
    } else if (random.nextBoolean()) {
      // Text of 1,000 characters in every row fills a page of the default size.
      parity.pagesCutByBytes();
    } else {
      parity.option("parquet.page.size", "pageSizeBytes", UNFILLED_PAGE_BYTES);
    }
  }

  private void applyBloomFiltersTo(TableParity parity) {
    set(parity, "parquet.bloom.filter.enabled", "bloomFilter", List.of(true, false));
    String adaptive = "parquet.bloom.filter.adaptive.enabled";
    set(parity, adaptive, adaptive, List.of(true, false));
    String bytes = "parquet.bloom.filter.max.bytes";
    parity.option(bytes, FILTER_BYTES.get(random.nextInt(FILTER_BYTES.size())));
  }

  /**
   * Not without compression, where Spark's vectorised reader misreads what the built-in writer
   * writes in version 2.
   */
  private void applyVersionTo(TableParity parity) {
    Optional<Object> version =
        set(parity, "parquet.writer.version", "writerVersion", List.of("v1", "v2"));
    if (version.equals(Optional.of("v2"))) {
      parity.encodingsMayDiffer();
    }
  }

  /** The value that has been set, if any. */
  private Optional<Object> set(
      TableParity parity, String builtInKey, String ownKey, List<Object> values) {
    if (random.nextInt(3) > 0) {
      return Optional.empty();
    }
    Object value = values.get(random.nextInt(values.size()));
    parity.option(builtInKey, ownKey, value);
    return Optional.of(value);
  }
}
