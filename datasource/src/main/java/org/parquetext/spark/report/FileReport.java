package org.parquetext.spark.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.parquetext.pipeline.WrittenFile;
import org.parquetext.spark.commit.CommittedFile;

/**
 * What a report says of one file.
 *
 * @param file where it is in the table
 * @param written what it holds
 */
record FileReport(CommittedFile file, WrittenFile written) {

  /** Writes it as a JSON object. */
  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("path", file.relativePath());
    json.writeObjectFieldStart("partitionValues");
    for (Map.Entry<String, String> value : file.partitionValues().entrySet()) {
      json.writeStringField(value.getKey(), value.getValue());
    }
    json.writeEndObject();
    json.writeNumberField("bytes", file.bytes());
    json.writeNumberField("rows", file.rows());
    json.writeStringField("closedBy", file.closedBy());
    writeRowGroups(json);
    writeColumns(json);
    json.writeEndObject();
  }

  private void writeRowGroups(JsonGenerator json) throws IOException {
    List<BlockMetaData> rowGroups = written.footer().getBlocks();
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
    List<BlockMetaData> rowGroups = written.footer().getBlocks();
    int columns = rowGroups.isEmpty() ? 0 : rowGroups.get(0).getColumns().size();
    json.writeArrayFieldStart("columns");
    for (int i = 0; i < columns; i++) {
      List<ColumnChunkMetaData> chunks = new ArrayList<>(rowGroups.size());
      for (BlockMetaData rowGroup : rowGroups) {
        chunks.add(rowGroup.getColumns().get(i));
      }
      boolean isEncrypted = written.encryptedColumns().contains(chunks.get(0).getPath());
      new ColumnReport(chunks).write(json, isEncrypted);
    }
    json.writeEndArray();
  }
}
