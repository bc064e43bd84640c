package org.parquetext.spark.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.parquetext.spark.commit.CommittedFile;

/**
 * What a report says of one file.
 *
 * @param file where it is in the table
 * @param footer what it holds
 * @param encryptedColumns the leaf columns that are encrypted in the file
 */
record FileReport(CommittedFile file, ParquetMetadata footer, Set<ColumnPath> encryptedColumns) {

  /** Writes it as a JSON object. */
  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    writeFile(json);
    json.writeBooleanField("columnsOmitted", false);
    writeColumns(json);
    json.writeEndObject();
  }

  /** Writes it as a JSON object that says nothing of the columns. */
  void writeWithoutColumns(JsonGenerator json) throws IOException {
    json.writeStartObject();
    writeFile(json);
    json.writeBooleanField("columnsOmitted", true);
    json.writeEndObject();
  }

  private void writeFile(JsonGenerator json) throws IOException {
    json.writeStringField("path", file.relativePath());
    json.writeArrayFieldStart("partitionValues");
    for (Map.Entry<String, String> value : file.partitionValues().entrySet()) {
      json.writeStartObject();
      json.writeStringField("column", value.getKey());
      json.writeStringField("value", value.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("bytes", file.bytes());
    json.writeNumberField("rows", file.rows());
    json.writeStringField("closedBy", file.closedBy());
    writeRowGroups(json);
  }

  private void writeRowGroups(JsonGenerator json) throws IOException {
    List<BlockMetaData> rowGroups = footer.getBlocks();
    json.writeArrayFieldStart("splitOffsets");
    for (BlockMetaData rowGroup : rowGroups) {
      json.writeNumber(rowGroup.getStartingPos());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("rowGroups");
    for (BlockMetaData rowGroup : rowGroups) {
      json.writeStartObject();
      json.writeNumberField("rows", rowGroup.getRowCount());
      json.writeNumberField("bytes", rowGroup.getCompressedSize());
      json.writeNumberField("uncompressedBytes", rowGroup.getTotalByteSize());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** None of a file without row groups. */
  private void writeColumns(JsonGenerator json) throws IOException {
    List<BlockMetaData> rowGroups = footer.getBlocks();
    OldTimes oldTimes = OldTimes.of(footer);
    int columns = rowGroups.isEmpty() ? 0 : rowGroups.get(0).getColumns().size();
    json.writeArrayFieldStart("columns");
    for (int i = 0; i < columns; i++) {
      List<ColumnChunkMetaData> chunks = new ArrayList<>(rowGroups.size());
      for (BlockMetaData rowGroup : rowGroups) {
        chunks.add(rowGroup.getColumns().get(i));
      }
      boolean isEncrypted = encryptedColumns.contains(chunks.get(0).getPath());
      new ColumnReport(chunks, oldTimes).write(json, isEncrypted);
    }
    json.writeEndArray();
  }
}
