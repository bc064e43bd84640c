package org.parquetext.delta;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.parquetext.delta.IndexedColumns.Leaf;
import org.parquetext.statistics.ColumnStatistics;
import org.parquetext.statistics.FileStatistics;

/**
 * The statistics of one file as the log has them (Delta protocol, "Per-file Statistics"; {@code
 * StatisticsCollection.statsCollector}): structs nested as in the schema, with leaves only; a
 * minimum or maximum that there is none of is left out, a struct of such leaves is not, unless the
 * file has none of them.
 */
final class StatisticsJson {

  private static final JsonFactory JSON = new JsonFactory();

  private final IndexedColumns columns;
  private final int prefixLength;
  private final TightBounds tightBounds;

  /**
   * How the log of one table has them.
   *
   * @param prefixLength to which strings are cut
   */
  StatisticsJson(IndexedColumns columns, int prefixLength, TightBounds tightBounds) {
    this.columns = columns;
    this.prefixLength = prefixLength;
    this.tightBounds = tightBounds;
  }

  /**
   * The text for a file.
   *
   * @param rows of the file
   * @param statistics by the numbers of the leaves; a column that the file does not have is null in
   *     all rows
   */
  String of(long rows, FileStatistics statistics) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      new File(json, rows, statistics).write();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the statistics of a file", e);
    }
    return text.toString();
  }

  /** Whether the log says that bounds are those of rows that are there. */
  enum TightBounds {
    SAID,
    LEFT_OUT
  }

  /** One file, written once. */
  private final class File {

    private final JsonGenerator json;
    private final long rows;
    private final List<Leaf> leaves = columns.leaves();
    private final ColumnStatistics[] known = new ColumnStatistics[leaves.size()];
    private final StatisticsText.Bounds[] bounds = new StatisticsText.Bounds[leaves.size()];
    private int next;

    File(JsonGenerator json, long rows, FileStatistics statistics) {
      this.json = json;
      this.rows = rows;
      for (ColumnStatistics column : statistics.columns()) {
        int number = column.column();
        known[number] = column;
        bounds[number] =
            column
                .bounds()
                .flatMap(b -> StatisticsText.of(b, leaves.get(number).type(), prefixLength))
                .orElse(null);
      }
    }

    void write() throws IOException {
      json.writeStartObject();
      json.writeNumberField("numRecords", rows);
      bounds("minValues", StatisticsText.Bounds::min);
      bounds("maxValues", StatisticsText.Bounds::max);
      if (!leaves.isEmpty()) {
        json.writeFieldName("nullCount");
        next = 0;
        nullCounts(columns.schema());
      }
      if (tightBounds == TightBounds.SAID) {
        json.writeBooleanField("tightBounds", true);
      }
      json.writeEndObject();
    }

    private void bounds(String name, Function<StatisticsText.Bounds, StatisticsText> which)
        throws IOException {
      if (hasBounded(columns.schema(), 0)) {
        json.writeFieldName(name);
        next = 0;
        bounds(columns.schema(), which);
      }
    }

    private void bounds(StructType struct, Function<StatisticsText.Bounds, StatisticsText> which)
        throws IOException {
      json.writeStartObject();
      for (StructField field : struct.fields()) {
        if (!(field.dataType() instanceof StructType inner)) {
          int leaf = next++;
          value(field.name(), Optional.ofNullable(bounds[leaf]).map(which));
        } else if (hasBounded(inner, next)) {
          json.writeFieldName(field.name());
          bounds(inner, which);
        } else {
          next += leaves(inner);
        }
      }
      json.writeEndObject();
    }

    /** Whether one of the leaves of a struct, from a number on, has bounds and is in the file. */
    private boolean hasBounded(StructType struct, int first) {
      return IntStream.range(first, first + leaves(struct))
          .anyMatch(leaf -> known[leaf] != null && leaves.get(leaf).isBounded());
    }

    private void value(String name, Optional<StatisticsText> value) throws IOException {
      if (value.isEmpty()) {
        return;
      }
      json.writeFieldName(name);
      if (value.get().form() == StatisticsText.Form.NUMBER) {
        json.writeNumber(value.get().value());
      } else {
        json.writeString(value.get().value());
      }
    }

    private void nullCounts(StructType struct) throws IOException {
      json.writeStartObject();
      for (StructField field : struct.fields()) {
        if (!(field.dataType() instanceof StructType inner)) {
          ColumnStatistics leaf = known[next++];
          json.writeNumberField(field.name(), leaf == null ? rows : leaf.nulls());
        } else if (leaves(inner) > 0) {
          json.writeFieldName(field.name());
          nullCounts(inner);
        }
      }
      json.writeEndObject();
    }
  }

  private static int leaves(StructType struct) {
    int leaves = 0;
    for (StructField field : struct.fields()) {
      leaves += field.dataType() instanceof StructType inner ? leaves(inner) : 1;
    }
    return leaves;
  }
}
