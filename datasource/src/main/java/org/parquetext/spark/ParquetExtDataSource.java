package org.parquetext.spark;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.classic.DataFrameWriter;
import org.apache.spark.sql.classic.DataStreamWriter;
import org.apache.spark.sql.connector.catalog.SessionConfigSupport;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.errors.QueryCompilationErrors;
import org.apache.spark.sql.execution.datasources.SaveIntoDataSourceCommand;
import org.apache.spark.sql.execution.datasources.v2.V2SessionCatalog;
import org.apache.spark.sql.execution.streaming.Sink;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.CreatableRelationProvider;
import org.apache.spark.sql.sources.StreamSinkProvider;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.parquetext.spark.catalog.FoundFiles;
import org.parquetext.spark.catalog.SessionTable;
import org.parquetext.spark.catalog.TableDefinition;
import org.parquetext.spark.commit.Failures;
import org.parquetext.spark.conf.GivenOptions;
import org.parquetext.spark.conf.TableSettings;
import org.parquetext.spark.guard.HostClasses;
import org.parquetext.spark.guard.Refusals;
import org.parquetext.spark.path.PathTable;
import org.parquetext.spark.path.PathWrite;
import org.parquetext.spark.stream.StreamSink;
import org.parquetext.spark.stream.TableStreamSink;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The data source {@code parquet-ext}.
 *
 * <p>Spark finds a table without any capability behind a path, so that it saves through {@link
 * #createRelation}, in every mode, and reads through the file format that this class is.
 */
public final class ParquetExtDataSource extends ParquetExtFileFormat
    implements TableProvider, CreatableRelationProvider, SessionConfigSupport, StreamSinkProvider {

  private static final long serialVersionUID = 1L;

  private static final StackWalker CALLERS =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  /** What was found where a table without columns is to be; null if nobody has asked. */
  private transient FoundFiles inferred;

  @Override
  public String keyPrefix() {
    return shortName();
  }

  /**
   * Not for a save: Spark would parse the names of {@code partitionBy} for it, and refuse those
   * that are no identifiers. It saves through {@link #createRelation}, which gets them as they are.
   */
  @Override
  public boolean supportsExternalMetadata() {
    return CALLERS.getCallerClass() != DataFrameWriter.class;
  }

  /** Nothing for a path: the file format infers, once, what is read. */
  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    inferred = isOfCatalog(options, CALLERS.getCallerClass()) ? new FoundFiles(options) : null;
    return inferred == null ? new StructType() : inferred.schema();
  }

  /** Asked of this object after {@link #inferSchema}, or where the table says its columns. */
  @Override
  public Transform[] inferPartitioning(CaseInsensitiveStringMap options) {
    return inferred == null ? new Transform[0] : inferred.partitioning();
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    HostClasses.require();
    CaseInsensitiveStringMap options = new CaseInsensitiveStringMap(properties);
    if (isOfCatalog(options, CALLERS.getCallerClass())) {
      return new SessionTable(
          new TableDefinition(schema, partitioning, options.asCaseSensitiveMap()));
    }
    PathTable table = new PathTable(schema, new GivenOptions(properties));
    if (!isSaveIntoLoggedTable(properties)) {
      table.refuseForeignTables(SparkSession.active());
    }
    return table;
  }

  /**
   * Spark asks for a read in the same way, and nothing in the arguments tells the two apart: a read
   * of such a table as plain files would return rows that its log has removed.
   */
  private static boolean isSaveIntoLoggedTable(Map<String, String> properties) {
    return TableSettings.of(SparkSession.active(), new GivenOptions(properties).values())
            .isPresent()
        && CALLERS.walk(
            frames ->
                frames.anyMatch(
                    frame ->
                        frame.getDeclaringClass() == DataFrameWriter.class
                            || frame.getDeclaringClass() == DataStreamWriter.class));
  }

  /** A catalog hands over what it keeps of a table, mostly with provider and owner. */
  private static boolean isOfCatalog(CaseInsensitiveStringMap options, Class<?> caller) {
    return caller == V2SessionCatalog.class
        || options.containsKey(TableCatalog.PROP_PROVIDER)
            && options.containsKey(TableCatalog.PROP_OWNER);
  }

  /** Every type: those that cannot be written are refused naming column and type. */
  @Override
  public boolean supportsDataType(DataType dataType) {
    return true;
  }

  /**
   * One {@code save(path)}. Spark also calls this to fill a new catalog table, with nothing in the
   * arguments that tells the two apart: where the table is partitioned, they do not say so. So only
   * the command of {@code save(path)} may call.
   */
  @Override
  public BaseRelation createRelation(
      SQLContext context,
      SaveMode mode,
      scala.collection.immutable.Map<String, String> parameters,
      Dataset<Row> data) {
    HostClasses.require();
    if (CALLERS.getCallerClass() != SaveIntoDataSourceCommand.class) {
      throw Refusals.writeOtherThanByPath("Filling a catalog table");
    }
    new PathWrite(data, GivenOptions.of(parameters)).run(mode);
    return new WrittenRelation(context, data.schema());
  }

  /** The sink of a stream, which Spark asks for before it looks for a file format. */
  @Override
  public Sink createSink(
      SQLContext context,
      scala.collection.immutable.Map<String, String> parameters,
      Seq<String> partitionColumns,
      OutputMode outputMode) {
    HostClasses.require();
    SparkSession session = context.sparkSession();
    GivenOptions options = GivenOptions.of(parameters);
    List<String> partitions = CollectionConverters.asJava(partitionColumns);
    boolean isTable = TableSettings.of(session, options.values()).isPresent();
    if (outputMode != OutputMode.Append() && !(isTable && outputMode == OutputMode.Complete())) {
      throw Failures.raised(
          QueryCompilationErrors.dataSourceOutputModeUnsupportedError(shortName(), outputMode));
    }
    return isTable
        ? new TableStreamSink(session, options, partitions, outputMode)
        : new StreamSink(session, options, partitions);
  }
}
