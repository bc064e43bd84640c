package org.parquetext.spark.write;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.hadoop.fs.Path;
import org.parquetext.options.WriteOptions;
import org.parquetext.spark.arrow.Rebase;
import org.parquetext.spark.conf.FileSchema;
import org.parquetext.spark.conf.FooterKeys;
import org.parquetext.spark.conf.RebaseModes;
import org.parquetext.spark.conf.SparkWriteConf;
import org.parquetext.spark.conf.StoreSettings;
import org.parquetext.spark.conf.VariantShredding;
import org.parquetext.spark.conf.WriteColumns;
import org.parquetext.statistics.StatisticsRequest;

/** What every task of a write needs to know. Travels to the executors. */
final class TaskPlan implements Serializable {

  private static final long serialVersionUID = 1L;

  private final WriteColumns columns;
  private final FileSchema fileSchema;
  private final WriteOptions options;
  private final RebaseModes rebaseModes;
  private final VariantShredding shredding;
  private final String timeZone;
  private final int maxConcurrentUploads;
  private final StoreSettings store;

  /** Negative if no report is wanted. */
  private final int reportBytes;

  /** The plan of a write without a report. */
  TaskPlan(WriteColumns columns, SparkWriteConf conf, Path table, StoreSettings store) {
    this(columns, conf, table, store, OptionalInt.empty());
  }

  TaskPlan(
      WriteColumns columns,
      SparkWriteConf conf,
      Path table,
      StoreSettings store,
      OptionalInt reportBytes) {
    this.columns = columns;
    this.store = store;
    this.fileSchema = conf.fileSchema().with(columns.data());
    this.options = conf.options();
    this.rebaseModes = conf.rebaseModes();
    this.shredding = conf.shredding();
    this.timeZone = conf.timeZone();
    this.maxConcurrentUploads =
        options.maxConcurrentUploads().orElse(ObjectStores.hold(table) ? 4 : 1);
    this.reportBytes = reportBytes.orElse(-1);
  }

  WriteColumns columns() {
    return columns;
  }

  /** The columns as the footers tell Spark of them, with variants that are not shredded. */
  FileSchema fileSchema() {
    return fileSchema;
  }

  WriteOptions options() {
    return options;
  }

  /** Files that an executor closes in the background. */
  int maxConcurrentUploads() {
    return maxConcurrentUploads;
  }

  /** Whether and how variants are shredded. */
  VariantShredding shredding() {
    return shredding;
  }

  /** How old dates and timestamps are written. */
  Rebase rebase() {
    return rebaseModes.rebase(fileSchema);
  }

  /** The columns whose statistics the commit wants, of the values that readers will see. */
  StatisticsRequest statistics() {
    return rebase().restoring(columns.statistics(), fileSchema.columns());
  }

  /** The key/values of the footers. */
  Map<String, String> keyValues() {
    Map<String, String> keyValues = new LinkedHashMap<>();
    keyValues.put(FooterKeys.SPARK_VERSION, FooterKeys.sparkVersion());
    keyValues.put(FooterKeys.ROW_METADATA, fileSchema.columns().json());
    keyValues.putAll(rebaseModes.keyValues());
    keyValues.put(FooterKeys.OWN_VERSION, FooterKeys.ownVersion());
    return keyValues;
  }

  /** The time zone in which partition values become directory names. */
  String timeZone() {
    return timeZone;
  }

  /** What the write sets of the file system that it writes to. */
  StoreSettings store() {
    return store;
  }

  /** Bytes that a task may say to the report of the write; empty if none is wanted. */
  OptionalInt reportBytes() {
    return reportBytes < 0 ? OptionalInt.empty() : OptionalInt.of(reportBytes);
  }

  /** The end of file names, from the codec on. */
  String extension() {
    return options.compression().codec().extension() + ".parquet";
  }
}
