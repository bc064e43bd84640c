package org.parquetext.pipeline;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.parquetext.column.ColumnChunkWriter;
import org.parquetext.column.ColumnChunkWriters;
import org.parquetext.options.UnsupportedOptions;
import org.parquetext.options.WriteOptions;
import org.parquetext.schema.ColumnEncodings;
import org.parquetext.schema.SchemaConverter;
import org.parquetext.schema.SortingLeaves;

/** Settings of an {@link ArrowParquetWriter}. Not thread-safe; good for one writer. */
public final class ArrowParquetWriterBuilder {

  private final Supplier<? extends OutputFile> files;
  private final Schema schema;
  private final Map<String, String> keyValues = new LinkedHashMap<>();
  private WriteOptions options = WriteOptions.defaults();
  private BooleanSupplier cancelled = () -> false;
  private MessageType messageType;
  private EncoderRuntime runtime;

  ArrowParquetWriterBuilder(Supplier<? extends OutputFile> files, Schema schema) {
    this.files = Objects.requireNonNull(files, "files");
    this.schema = Objects.requireNonNull(schema, "schema");
  }

  /**
   * The Parquet schema, with one column per Arrow field in the same order. Without it the schema is
   * derived from the Arrow schema.
   */
  public ArrowParquetWriterBuilder messageType(MessageType type) {
    messageType = Objects.requireNonNull(type, "messageType");
    return this;
  }

  /**
   * How to write; {@link WriteOptions#defaults()} otherwise. Sorting columns are recorded in the
   * footer, by their exact names: that rows come in this order is the caller's promise.
   */
  public ArrowParquetWriterBuilder options(WriteOptions writeOptions) {
    options = Objects.requireNonNull(writeOptions, "options");
    return this;
  }

  /** An entry of the footer; wins over one of the options with the same key. */
  public ArrowParquetWriterBuilder keyValueMetadata(String key, String value) {
    keyValues.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
    return this;
  }

  /** Polled on the calling thread at each call and in every wait; true aborts the write. */
  public ArrowParquetWriterBuilder cancelled(BooleanSupplier isCancelled) {
    cancelled = Objects.requireNonNull(isCancelled, "cancelled");
    return this;
  }

  /** Threads and memory; {@link EncoderRuntime#shared()} otherwise. */
  public ArrowParquetWriterBuilder runtime(EncoderRuntime encoderRuntime) {
    runtime = Objects.requireNonNull(encoderRuntime, "runtime");
    return this;
  }

  /**
   * Opens the writer. No file is created before the first rows or {@code close}.
   *
   * @throws IllegalArgumentException if a field cannot be written, or an option names no column or
   *     cannot be honoured
   */
  public ArrowParquetWriter build() {
    MessageType type = messageType == null ? SchemaConverter.convert(schema) : messageType;
    List<Field> fields = schema.getFields();
    List<ColumnDescriptor> descriptors = type.getColumns();
    checkFields(type);
    checkColumnOptions(descriptors);
    ColumnEncodings.check(type, options);
    UnsupportedOptions.check(options);
    SortingLeaves.of(type, options.sortingColumns());
    EncoderRuntime used = runtime == null ? EncoderRuntime.shared() : runtime;
    MemoryLedger ledger = new MemoryLedger(used.budget());
    WriteProgress progress = new WriteProgress(ledger);
    ColumnTask[] columns = new ColumnTask[fields.size()];
    for (int i = 0; i < columns.length; i++) {
      ColumnChunkWriter writer =
          ColumnChunkWriters.open(descriptors.get(i), fields.get(i), options);
      columns[i] = new ColumnTask(i, writer, ledger);
    }
    Map<String, String> footer = new LinkedHashMap<>(options.keyValueMetadata());
    footer.putAll(keyValues);
    RollingFiles rolling = new RollingFiles(files, type, footer, options, progress);
    WritePipeline pipeline =
        new WritePipeline(used, ledger, columns, rolling, options, cancelled, progress);
    return new ArrowParquetWriter(schema, rolling, pipeline, progress);
  }

  private void checkFields(MessageType type) {
    int count = schema.getFields().size();
    if (count == 0 || count != type.getFieldCount() || count != type.getColumns().size()) {
      throw new IllegalArgumentException(
          "Cannot write " + count + " Arrow fields to the columns of " + type);
    }
    Set<String> names = new HashSet<>();
    for (Type field : type.getFields()) {
      if (field.getName().isEmpty()) {
        throw new IllegalArgumentException("Cannot write a column without a name in " + type);
      }
      if (!names.add(field.getName())) {
        throw new IllegalArgumentException(
            "Cannot write column `" + field.getName() + "`: two fields have this name");
      }
    }
  }

  private void checkColumnOptions(List<ColumnDescriptor> descriptors) {
    for (String path : options.columnPaths()) {
      boolean known =
          descriptors.stream().anyMatch(column -> String.join(".", column.getPath()).equals(path));
      if (!known) {
        throw new IllegalArgumentException(
            "Cannot apply the options of column `" + path + "`: there is no such column");
      }
    }
  }
}
