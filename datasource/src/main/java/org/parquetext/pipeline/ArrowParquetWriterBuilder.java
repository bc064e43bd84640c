package org.parquetext.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;
import org.parquetext.column.ColumnChunkWriter;
import org.parquetext.column.ColumnChunkWriters;
import org.parquetext.compression.PageCompressors;
import org.parquetext.file.FileCheck;
import org.parquetext.file.FileEncryption;
import org.parquetext.file.ParquetFile;
import org.parquetext.file.ReadableOutput;
import org.parquetext.options.Verification;
import org.parquetext.options.WriteOptions;
import org.parquetext.schema.ColumnEncodings;
import org.parquetext.schema.LeafField;
import org.parquetext.schema.LeafFields;
import org.parquetext.schema.SchemaConverter;
import org.parquetext.schema.SortingLeaves;
import org.parquetext.schema.StatisticsLeaves;
import org.parquetext.statistics.StatisticsRequest;
import org.parquetext.verify.FileVerification;
import org.parquetext.verify.ReadableCodecs;

/** Settings of an {@link ArrowParquetWriter}. Not thread-safe; good for one writer. */
public final class ArrowParquetWriterBuilder {

  private final Supplier<? extends OutputFile> files;
  private final Schema schema;

  /** The only file; null if they are asked for one by one. */
  private final OutputFile only;

  private final Map<String, String> keyValues = new LinkedHashMap<>();
  private WriteOptions options = WriteOptions.defaults();
  private BooleanSupplier cancelled = () -> false;
  private FileEncryption encryption = FileEncryption.none();
  private StatisticsRequest statistics = StatisticsRequest.none();
  private MessageType messageType;
  private MemoryAccount memory;
  private ClosingFiles closing;
  private LongSupplier nanoClock = System::nanoTime;
  private DictionaryProvider dictionaries = new DictionaryProvider.MapDictionaryProvider();
  private EncoderRuntime runtime;
  private WriterGroup group;

  ArrowParquetWriterBuilder(Supplier<? extends OutputFile> files, OutputFile only, Schema schema) {
    this.files = Objects.requireNonNull(files, "files");
    this.only = only;
    this.schema = Objects.requireNonNull(schema, "schema");
  }

  /**
   * The Parquet schema, with one field per Arrow field in the same order, also inside structs: a
   * group for a struct, a LIST group for a list of any layout, a MAP group for a map. The older
   * forms of lists and maps are good too. It decides what may be null. Without it the schema is
   * derived from the Arrow schema.
   */
  public ArrowParquetWriterBuilder messageType(MessageType type) {
    messageType = Objects.requireNonNull(type, "messageType");
    return this;
  }

  /**
   * Where the values of fields are that are encoded with a dictionary. Its entries and the indices
   * are used as they are; the files do not tell. Dictionaries may grow and change from one batch to
   * the next, but not while one is written.
   */
  public ArrowParquetWriterBuilder dictionaries(DictionaryProvider provider) {
    dictionaries = Objects.requireNonNull(provider, "provider");
    return this;
  }

  /**
   * How to write; {@link WriteOptions#defaults()} otherwise. The column of an option is the dotted
   * path of a leaf, such as {@code orders.list.element.price}. Sorting columns are recorded in the
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

  /**
   * How files are encrypted; not at all otherwise, also where the configuration of an output says
   * something else: {@link FileEncryption#configured} reads it.
   */
  public ArrowParquetWriterBuilder encryption(FileEncryption fileEncryption) {
    encryption = Objects.requireNonNull(fileEncryption, "encryption");
    return this;
  }

  /**
   * The columns whose exact statistics {@link WrittenFile#statistics} has, by their names in the
   * Parquet schema; none otherwise.
   */
  public ArrowParquetWriterBuilder statistics(StatisticsRequest request) {
    statistics = Objects.requireNonNull(request, "request");
    return this;
  }

  /**
   * Polled on the calling thread at each call and in every wait, and with {@code verify=full} also
   * by the thread that verifies a file; true aborts the write.
   */
  public ArrowParquetWriterBuilder cancelled(BooleanSupplier isCancelled) {
    cancelled = Objects.requireNonNull(isCancelled, "cancelled");
    return this;
  }

  /** Who is told of the memory that the writer holds; nobody otherwise. */
  public ArrowParquetWriterBuilder memory(MemoryAccount account) {
    memory = Objects.requireNonNull(account, "memory");
    return this;
  }

  /** Says how time goes on for the intervals of the options, in nanoseconds from anywhere. */
  ArrowParquetWriterBuilder nanoClock(LongSupplier clock) {
    nanoClock = Objects.requireNonNull(clock, "clock");
    return this;
  }

  /**
   * Where finished files are closed, for several writers of one thread; else each writer has its
   * own, with {@code maxConcurrentUploads}, or 1 where that is not set.
   */
  public ArrowParquetWriterBuilder closing(ClosingFiles files) {
    closing = Objects.requireNonNull(files, "files");
    return this;
  }

  /** Threads and memory; {@link EncoderRuntime#shared()} otherwise. */
  public ArrowParquetWriterBuilder runtime(EncoderRuntime encoderRuntime) {
    runtime = Objects.requireNonNull(encoderRuntime, "runtime");
    return this;
  }

  /** The writers that the calling thread drives beside this one, in place of runtime and memory. */
  public ArrowParquetWriterBuilder group(WriterGroup writers) {
    group = Objects.requireNonNull(writers, "group");
    return this;
  }

  /**
   * Opens the writer. No file is created before the first rows or {@code close}.
   *
   * @throws IllegalArgumentException if a field cannot be written, an option names no column or
   *     cannot be honoured, statistics are asked for inside of a list or map, or a codec's library
   *     is not on the class path, or the file is to be verified and cannot be read again (a
   *     supplied one is refused when it is asked for)
   * @throws IllegalStateException if it is given a group and also a runtime or memory
   */
  public ArrowParquetWriter build() {
    Schema decoded = DecodedSchema.of(schema, dictionaries);
    MessageType type = messageType == null ? SchemaConverter.convert(decoded) : messageType;
    List<LeafField> leaves = LeafFields.of(decoded, type);
    checkOptions(type.getColumns().stream().map(ArrowParquetWriterBuilder::path).toList());
    ColumnEncodings.check(type, options);
    SortingLeaves.of(type, options.sortingColumns());
    StatisticsLeaves asked = StatisticsLeaves.of(type, statistics);
    WriterGroup writers = writers();
    EncoderRuntime shared = writers.runtime();
    MemoryLedger ledger = new MemoryLedger(writers.share());
    WriteProgress progress = new WriteProgress(ledger);
    ColumnTask[] columns = new ColumnTask[leaves.size()];
    for (int i = 0; i < columns.length; i++) {
      ColumnChunkWriter writer =
          ColumnChunkWriters.open(leaves.get(i), options, asked.leaf(i), shared.segments());
      columns[i] = new ColumnTask(i, writer, ledger, shared.direct(), progress);
    }
    Map<String, String> footer = new LinkedHashMap<>(options.keyValueMetadata());
    footer.putAll(keyValues);
    FileCheck check = FileVerification.of(options, cancelled);
    FileAge age = new FileAge(options, nanoClock);
    RollingFiles rolling =
        new RollingFiles(
            files,
            output -> ParquetFile.create(output, type, footer, options, encryption, check),
            options,
            closing == null ? closingBeside(shared) : closing,
            age,
            ledger,
            progress,
            shared.activity());
    WritePipeline pipeline =
        new WritePipeline(writers, ledger, columns, rolling, options, cancelled, progress);
    ArrowParquetWriter writer =
        new ArrowParquetWriter(
            schema, dictionaries, rolling, age, pipeline, progress, cancelled, writers);
    writers.join(pipeline, writer);
    return writer;
  }

  private ClosingFiles closingBeside(EncoderRuntime used) {
    return ClosingFiles.beside(used, options.maxConcurrentUploads().orElse(1), work -> work);
  }

  private WriterGroup writers() {
    if (group == null) {
      return new WriterGroup(
          runtime == null ? EncoderRuntime.shared() : runtime,
          memory == null ? MemoryAccount.unlimited() : memory);
    }
    if (runtime != null || memory != null) {
      throw new IllegalStateException("A writer of a group has the group's runtime and memory");
    }
    return group;
  }

  private static String path(ColumnDescriptor column) {
    return String.join(".", column.getPath());
  }

  private void checkOptions(List<String> columns) {
    for (String path : options.columnPaths()) {
      if (!columns.contains(path)) {
        throw new IllegalArgumentException(
            "Cannot apply the options of column `" + path + "`: there is no such column");
      }
    }
    PageCompressors.requireAvailable(options, columns);
    ReadableCodecs.requireAvailable(options, columns);
    if (options.verification() != Verification.OFF && only != null) {
      ReadableOutput.of(only);
    }
  }
}
