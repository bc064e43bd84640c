package org.parquetext.spark.catalog;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.catalog.TruncatableTable;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.execution.datasources.PartitioningAwareFileIndex;
import org.apache.spark.sql.execution.datasources.v2.parquet.ParquetScanBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.parquetext.WriteException;
import org.parquetext.spark.commit.OverwriteScope;
import org.parquetext.spark.conf.SparkWriteConf;
import org.parquetext.spark.conf.WriteColumns;
import org.parquetext.spark.guard.ForeignTables;
import org.parquetext.spark.guard.ReplaceablePath;
import org.parquetext.spark.write.ParquetWriteBuilder;
import org.parquetext.spark.write.RequiredOrdering;
import org.parquetext.spark.write.WriteRequest;

/**
 * A table of Spark's own session catalog. Reads are Spark's Parquet scan of the files that are
 * there when the scan is planned; writes are those of every other door.
 *
 * <p>The catalog does not tell a source what its table is called. {@link CatalogCheck} does, since
 * it sees the plans; partitions can be known to the catalog, and nothing is read or written of a
 * partitioned table before that was looked up.
 */
public final class SessionTable implements SupportsRead, SupportsWrite, TruncatableTable {

  private static final Set<TableCapability> CAPABILITIES =
      Collections.unmodifiableSet(
          EnumSet.of(
              TableCapability.BATCH_READ,
              TableCapability.BATCH_WRITE,
              TableCapability.TRUNCATE,
              TableCapability.OVERWRITE_BY_FILTER,
              TableCapability.OVERWRITE_DYNAMIC));

  private final TableDefinition definition;
  private volatile CatalogEntry entry;

  public SessionTable(TableDefinition definition) {
    this.definition = definition;
  }

  /** Tells what the catalog calls the table. */
  void knownAs(CatalogEntry inCatalog) {
    entry = inCatalog;
  }

  @Override
  public String name() {
    CatalogEntry known = entry;
    return known == null ? "parquet-ext table" : known.name();
  }

  @Override
  @SuppressWarnings("deprecation") // the only method that Spark 4.0 to 4.2 all call
  public StructType schema() {
    return definition.schema();
  }

  @Override
  public Transform[] partitioning() {
    return definition.partitioning();
  }

  /** As Spark tells of V1 tables: also its comment, and where and whose the files are. */
  @Override
  public Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>(complete().properties());
    properties.remove("path");
    CatalogEntry known = entry;
    if (known != null) {
      properties.put(TableCatalog.PROP_LOCATION, definition.path().toString());
      properties.put(
          known.isManaged() ? TableCatalog.PROP_IS_MANAGED_LOCATION : TableCatalog.PROP_EXTERNAL,
          "true");
      known.comment().ifPresent(text -> properties.put(TableCatalog.PROP_COMMENT, text));
    }
    return Collections.unmodifiableMap(properties);
  }

  @Override
  public Set<TableCapability> capabilities() {
    return CAPABILITIES;
  }

  TableDefinition definition() {
    return definition;
  }

  /** With the options that are not among the properties that the catalog has handed over. */
  private TableDefinition complete() {
    CatalogEntry known = entry;
    return known == null ? definition : definition.withOptions(known.options());
  }

  /** Every scan lists the files anew. */
  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
    SparkSession session = SparkSession.active();
    Map<String, String> readOptions = new LinkedHashMap<>(complete().readOptions());
    readOptions.putAll(options.asCaseSensitiveMap());
    Path path = definition.path();
    new ForeignTables(session.sessionState().newHadoopConf()).refuseRead(List.of(path));
    PartitioningAwareFileIndex files =
        new TableFiles(session, definition, readOptions).list(entry());
    return new ParquetScanBuilder(
        session, files, schema(), dataSchema(files), new CaseInsensitiveStringMap(readOptions));
  }

  private StructType dataSchema(PartitioningAwareFileIndex files) {
    boolean caseSensitive = SparkSession.active().sessionState().conf().caseSensitiveAnalysis();
    List<String> partitions = Arrays.asList(files.partitionSchema().fieldNames());
    return new StructType(
        Arrays.stream(schema().fields())
            .filter(
                field ->
                    partitions.stream()
                        .noneMatch(
                            name ->
                                caseSensitive
                                    ? name.equals(field.name())
                                    : name.equalsIgnoreCase(field.name())))
            .toArray(StructField[]::new));
  }

  @Override
  public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
    SparkSession session = SparkSession.active();
    definition.checkPartitionColumns();
    WriteColumns columns = definition.columns(session, info.schema());
    SparkWriteConf conf = complete().conf(session, info.options().asCaseSensitiveMap(), columns);
    ReplaceablePath replaceable =
        ReplaceablePath.of(session, definition.path(), columns, conf.hadoopConfiguration());
    ForeignTables foreign = new ForeignTables(conf.hadoopConfiguration());
    foreign.refuseWrite(replaceable.path());
    WriteRequest request =
        WriteRequest.registered(
            new TableRegistration(session, definition, entry()),
            session,
            replaceable.path(),
            columns,
            conf,
            RequiredOrdering.of(columns, conf),
            replaceable);
    return new ParquetWriteBuilder(request, info);
  }

  /** Deletes all files of the table. */
  @Override
  public boolean truncateTable() {
    SparkSession session = SparkSession.active();
    Configuration hadoop = session.sessionState().newHadoopConf();
    ReplaceablePath all =
        ReplaceablePath.of(
            session, definition.path(), definition.columns(session, schema()), hadoop);
    new ForeignTables(hadoop).refuseWrite(all.path());
    CatalogEntry catalogEntry = knownEntry();
    catalogEntry.refuseTruncatingExternal();
    TableRegistration registration =
        new TableRegistration(session, definition, Optional.of(catalogEntry));
    registration.begin();
    try {
      all.in(OverwriteScope.everything()).delete(hadoop);
    } catch (IOException e) {
      throw new WriteException("Cannot look at the table's path " + all.path(), e);
    } finally {
      session.catalog().refreshByPath(all.path().toString());
      registration.committed(Set.of());
    }
    return true;
  }

  /** What the catalog knows of the table; empty where that changes nothing. */
  private Optional<CatalogEntry> entry() {
    return definition.isPartitioned() ? Optional.of(knownEntry()) : Optional.ofNullable(entry);
  }

  private CatalogEntry knownEntry() {
    CatalogEntry known = entry;
    if (known == null) {
      throw new IllegalStateException(
          ("Cannot use the table at %s so: this session has been made without parquet-ext's"
                  + " extension, which looks up what the catalog knows of it, its partitions for"
                  + " one. Have the jar on the class path when the session is made, or set"
                  + " spark.sql.extensions=%s.")
              .formatted(definition.path(), SourceName.EXTENSIONS));
    }
    return known;
  }

  /** By what it is, since every query loads it anew and Spark's cache compares. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SessionTable table
        && table.schema().equals(schema())
        && Arrays.equals(table.partitioning(), partitioning())
        && table.definition.properties().equals(definition.properties());
  }

  @Override
  public int hashCode() {
    return definition.properties().hashCode();
  }

  @Override
  public String toString() {
    return name();
  }
}
