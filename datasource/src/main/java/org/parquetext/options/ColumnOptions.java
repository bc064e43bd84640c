package org.parquetext.options;

import java.util.OptionalLong;

/** What one write asks for one leaf column. Immutable. */
public final class ColumnOptions {

  private final OptionValues own;
  private final OptionValues common;
  private final Compression compression;

  /**
   * The options of a column.
   *
   * @param own what is set for the column itself
   * @param common what holds for the whole write
   */
  ColumnOptions(OptionValues own, OptionValues common, Compression compression) {
    this.own = own;
    this.common = common;
    this.compression = compression;
  }

  /** The compression of its pages. */
  public Compression compression() {
    return compression;
  }

  /** Whether a dictionary is tried if the encoding is {@link ColumnEncoding#AUTO}. */
  public boolean dictionaryEnabled() {
    return value(WriteOption.DICTIONARY_ENABLED);
  }

  /**
   * How the values are encoded.
   *
   * @param physicalType the column's type as {@link ColumnEncoding#encodes} takes it; an encoding
   *     that was asked for the whole write holds only if this type has it
   */
  public ColumnEncoding encoding(String physicalType) {
    ColumnEncoding asked = ownEncoding();
    if (asked != null) {
      return asked;
    }
    ColumnEncoding ofAll = common.get(WriteOption.ENCODING);
    return ofAll.encodes(physicalType) ? ofAll : ColumnEncoding.AUTO;
  }

  /** The encoding that was asked for this column; null if none was. */
  public ColumnEncoding ownEncoding() {
    return own.get(WriteOption.ENCODING);
  }

  /** How far down the statistics go. */
  public StatisticsLevel statistics() {
    return value(WriteOption.STATISTICS);
  }

  /** Whether there is a bloom filter: it was asked for, or a number of its values was given. */
  public boolean bloomFilter() {
    if (!own.has(WriteOption.BLOOM_FILTER) && own.has(WriteOption.BLOOM_FILTER_NDV)) {
      return true;
    }
    return value(WriteOption.BLOOM_FILTER);
  }

  /** The probability with which the bloom filter holds a value by mistake. */
  public double bloomFilterFpp() {
    return value(WriteOption.BLOOM_FILTER_FPP);
  }

  /** The distinct values that the bloom filter is made for, if that was said. */
  public OptionalLong bloomFilterNdv() {
    Long ndv = value(WriteOption.BLOOM_FILTER_NDV);
    return ndv == null ? OptionalLong.empty() : OptionalLong.of(ndv);
  }

  /** Sizes that are tried for an adaptive bloom filter. */
  public int bloomFilterCandidates() {
    Long candidates = value(WriteOption.BLOOM_FILTER_CANDIDATES);
    return Math.toIntExact(candidates);
  }

  private <T> T value(WriteOption option) {
    return own.has(option) ? own.get(option) : common.get(option);
  }
}
