package org.parquetext.spark.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.EncodingStats;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.ColumnOrder.ColumnOrderName;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/** What a report says of one leaf column of a file: the sums over the chunks that are its. */
final class ColumnReport {

  /** Bytes of a bound; where one is longer, it tells little and takes much. */
  static final int MOST_BOUND_BYTES = 64;

  private static final int RATIO_DIGITS = 3;

  private final List<ColumnChunkMetaData> chunks;
  private final PrimitiveType type;
  private final OldTimes oldTimes;

  /**
   * A column.
   *
   * @param chunks one of each row group, as the footer has them; at least one
   * @param oldTimes how the file holds them
   */
  ColumnReport(List<ColumnChunkMetaData> chunks, OldTimes oldTimes) {
    this.chunks = new ArrayList<>(chunks);
    this.type = chunks.get(0).getPrimitiveType();
    this.oldTimes = oldTimes;
  }

  /**
   * Writes it as a JSON object.
   *
   * @param isEncrypted whether nothing may be said that the file hides from those without its key,
   *     also where its footer is in clear text: neither statistics nor what pages are encoded by
   */
  void write(JsonGenerator json, boolean isEncrypted) throws IOException {
    ColumnChunkMetaData first = chunks.get(0);
    json.writeStartObject();
    json.writeStringField("path", first.getPath().toDotString());
    json.writeStringField("type", type.getPrimitiveTypeName().name());
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    if (logical != null) {
      json.writeStringField("logicalType", logical.toString());
    }
    json.writeBooleanField("encrypted", isEncrypted);
    json.writeStringField("codec", first.getCodec().name());
    writeSizes(json);
    json.writeNumberField("values", sum(ColumnChunkMetaData::getValueCount));
    if (!isEncrypted) {
      writeEncodings(json);
      writeStatistics(json);
    }
    json.writeEndObject();
  }

  private void writeSizes(JsonGenerator json) throws IOException {
    long bytes = sum(ColumnChunkMetaData::getTotalSize);
    long uncompressed = sum(ColumnChunkMetaData::getTotalUncompressedSize);
    json.writeNumberField("bytes", bytes);
    json.writeNumberField("uncompressedBytes", uncompressed);
    if (bytes > 0) {
      json.writeNumberField(
          "ratio",
          BigDecimal.valueOf(uncompressed)
              .divide(BigDecimal.valueOf(bytes), RATIO_DIGITS, RoundingMode.HALF_UP));
    }
  }

  private void writeEncodings(JsonGenerator json) throws IOException {
    Set<String> encodings = new TreeSet<>();
    boolean isSomeEncoded = false;
    boolean isSomePlain = false;
    for (ColumnChunkMetaData chunk : chunks) {
      EncodingStats pages = chunk.getEncodingStats();
      for (Encoding encoding : pages.getDataEncodings()) {
        encodings.add(encoding.name());
        isSomeEncoded |= encoding.usesDictionary();
        isSomePlain |= !encoding.usesDictionary();
      }
    }
    json.writeArrayFieldStart("encodings");
    for (String encoding : encodings) {
      json.writeString(encoding);
    }
    json.writeEndArray();
    json.writeStringField("dictionary", isSomeEncoded ? (isSomePlain ? "some" : "all") : "none");
    json.writeNumberField("dictionaryBytes", sum(ColumnReport::dictionaryBytes));
  }

  private static long dictionaryBytes(ColumnChunkMetaData chunk) {
    return chunk.getDictionaryPageOffset() > 0
        ? chunk.getFirstDataPageOffset() - chunk.getDictionaryPageOffset()
        : 0;
  }

  private void writeStatistics(JsonGenerator json) throws IOException {
    if (chunks.stream().allMatch(chunk -> hasNulls(chunk.getStatistics()))) {
      json.writeNumberField("nulls", sum(chunk -> chunk.getStatistics().getNumNulls()));
    }
    Optional<Statistics<?>> bounds = bounds();
    if (bounds.isPresent()) {
      writeBound("min", bounds.get().genericGetMin(), json);
      writeBound("max", bounds.get().genericGetMax(), json);
    }
  }

  private void writeBound(String name, Object value, JsonGenerator json) throws IOException {
    Optional<String> text = BoundText.of(type, value);
    if (text.isPresent()) {
      json.writeStringField(name, text.get());
    }
  }

  /**
   * Those of all values; empty if those of some are not known, too long, or not what readers see.
   */
  private Optional<Statistics<?>> bounds() {
    if (type.columnOrder().getColumnOrderName() != ColumnOrderName.TYPE_DEFINED_ORDER) {
      return Optional.empty();
    }
    Statistics<?> all = null;
    for (ColumnChunkMetaData chunk : chunks) {
      Statistics<?> statistics = chunk.getStatistics();
      if (hasNulls(statistics) && statistics.getNumNulls() == chunk.getValueCount()) {
        continue;
      }
      if (!hasBounds(statistics)) {
        return Optional.empty();
      }
      if (all == null) {
        all = statistics.copy();
      } else {
        all.mergeStatistics(statistics);
      }
    }
    return all == null || oldTimes.change(type, all) ? Optional.empty() : Optional.of(all);
  }

  private static boolean hasNulls(Statistics<?> statistics) {
    return statistics != null && statistics.isNumNullsSet();
  }

  /** Readers take bounds with NaN, which has no place in the order of numbers, for none. */
  private static boolean hasBounds(Statistics<?> statistics) {
    return statistics != null
        && statistics.hasNonNullValue()
        && statistics.getMinBytes().length <= MOST_BOUND_BYTES
        && statistics.getMaxBytes().length <= MOST_BOUND_BYTES
        && !isNaN(statistics.genericGetMin())
        && !isNaN(statistics.genericGetMax());
  }

  private static boolean isNaN(Object value) {
    return value instanceof Float single && single.isNaN()
        || value instanceof Double number && number.isNaN();
  }

  private long sum(ToLongFunction<ColumnChunkMetaData> of) {
    return chunks.stream().mapToLong(of).sum();
  }
}
