package org.parquetext.verify;

import java.io.IOException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.parquetext.file.FinishedFile;

/**
 * Compares the footer that parquet-java has read with the one that was written: everything that it
 * makes of either. Sorting columns are not among it.
 */
final class FooterVerification {

  private static final int FORMAT_VERSION = 1;

  private static final Set<FileMetaData._Fields> COMPARED_APART =
      EnumSet.of(FileMetaData._Fields.ROW_GROUPS, FileMetaData._Fields.KEY_VALUE_METADATA);

  private final ParquetMetadataConverter converter = new ParquetMetadataConverter();
  private final FinishedFile file;
  private final Place place;

  FooterVerification(FinishedFile file, Place place) {
    this.file = file;
    this.place = place;
  }

  /**
   * Compares the footers.
   *
   * @throws org.parquetext.WriteException if they differ
   */
  void verify(ParquetMetadata read) throws IOException {
    FileMetaData expected = expected();
    FileMetaData found = thrift(read);
    FieldComparison comparison = new FieldComparison(place);
    comparison.require(
        "",
        FileMetaData._Fields.values(),
        COMPARED_APART,
        expected::getFieldValue,
        found::getFieldValue);
    // Maps say nothing of their order.
    comparison.require("key_value_metadata", keyValues(expected), keyValues(found));
    comparison.require(
        "the number of row groups", expected.getRow_groupsSize(), found.getRow_groupsSize());
    for (int i = 0; i < expected.getRow_groupsSize(); i++) {
      verify(expected.getRow_groups().get(i), found.getRow_groups().get(i), place.rowGroup(i));
    }
  }

  /** Goes the way of the one that is read, without the encryption between. */
  private FileMetaData expected() throws IOException {
    ParquetMetadataConverter writing =
        new ParquetMetadataConverter(file.statisticsTruncateLength());
    return thrift(
        converter.fromParquetMetadata(writing.toParquetMetadata(FORMAT_VERSION, file.footer())));
  }

  private FileMetaData thrift(ParquetMetadata metadata) {
    return converter.toParquetMetadata(FORMAT_VERSION, metadata);
  }

  private static Object keyValues(FileMetaData metadata) {
    return metadata.isSetKey_value_metadata()
        ? new HashSet<>(metadata.getKey_value_metadata())
        : Set.of();
  }

  private static void verify(RowGroup expected, RowGroup found, Place place) {
    FieldComparison comparison = new FieldComparison(place);
    comparison.require(
        "",
        RowGroup._Fields.values(),
        EnumSet.of(RowGroup._Fields.COLUMNS),
        expected::getFieldValue,
        found::getFieldValue);
    comparison.require("the number of columns", expected.getColumnsSize(), found.getColumnsSize());
    for (int i = 0; i < expected.getColumnsSize(); i++) {
      ColumnChunk chunk = expected.getColumns().get(i);
      List<String> path = chunk.getMeta_data().getPath_in_schema();
      verify(chunk, found.getColumns().get(i), place.column(String.join(".", path)));
    }
  }

  private static void verify(ColumnChunk expected, ColumnChunk found, Place place) {
    new FieldComparison(place)
        .require(
            "",
            ColumnChunk._Fields.values(),
            EnumSet.of(ColumnChunk._Fields.META_DATA),
            expected::getFieldValue,
            found::getFieldValue);
    verify(expected.getMeta_data(), found.getMeta_data(), place);
  }

  private static void verify(ColumnMetaData expected, ColumnMetaData found, Place place) {
    FieldComparison comparison = new FieldComparison(place);
    comparison.require(
        "",
        ColumnMetaData._Fields.values(),
        EnumSet.of(ColumnMetaData._Fields.STATISTICS),
        expected::getFieldValue,
        found::getFieldValue);
    Statistics none = new Statistics();
    Statistics bounds = expected.isSetStatistics() ? expected.getStatistics() : none;
    Statistics read = found.isSetStatistics() ? found.getStatistics() : none;
    comparison.require(
        "statistics.",
        Statistics._Fields.values(),
        Set.of(),
        bounds::getFieldValue,
        read::getFieldValue);
  }
}
