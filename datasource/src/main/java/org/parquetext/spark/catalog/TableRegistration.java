package org.parquetext.spark.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.parquetext.WriteException;
import org.parquetext.spark.write.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what a session catalog knows of a table true, so that every way to read it finds all rows:
 * Spark's V1 tables, which another session may see, have the partitions that the catalog lists. A
 * table of which it lists some goes on so. Of one without any it is noted, before the first write,
 * that the directories say which there are.
 */
final class TableRegistration implements Registration {

  private static final Logger LOG = LoggerFactory.getLogger(TableRegistration.class);

  private final SparkSession session;
  private final TableDefinition definition;
  private final Optional<CatalogEntry> entry;
  private boolean listsPartitions;

  TableRegistration(
      SparkSession session, TableDefinition definition, Optional<CatalogEntry> entry) {
    this.session = session;
    this.definition = definition;
    this.entry = entry;
  }

  @Override
  public void begin() {
    entry.filter(CatalogEntry::tracksPartitions).ifPresent(this::begin);
  }

  private void begin(CatalogEntry table) {
    listsPartitions = !table.partitions().isEmpty();
    if (!listsPartitions) {
      table.trustDirectories();
      return;
    }
    List<String> elsewhere = table.foreignLocations(definition.path());
    if (!elsewhere.isEmpty()) {
      throw new IllegalArgumentException(
          ("Cannot write to %s: it has a partition at %s, outside of the table's path. Write to it"
                  + " in a session whose catalog is not Spark's own, or give the partition its"
                  + " usual place.")
              .formatted(table.name(), elsewhere.get(0)));
    }
  }

  @Override
  public void committed(Set<String> directories) {
    entry.ifPresent(table -> committed(table, directories));
  }

  private void committed(CatalogEntry table, Set<String> directories) {
    try {
      if (listsPartitions && !directories.isEmpty()) {
        table.addPartitions(directories);
      }
    } catch (Exception e) { // Spark's catalogs throw checked ones without declaring them
      throw new WriteException(
          ("The write to %s is committed, but the catalog could not be told of its partitions %s:"
                  + " no query sees their rows. Do not write again: add them by ALTER TABLE … ADD"
                  + " PARTITION or MSCK REPAIR TABLE.")
              .formatted(table.name(), directories),
          e);
    } finally {
      forgetStatistics(table);
    }
  }

  /** Statistics are no reason to call a committed write failed, and have it written again. */
  private static void forgetStatistics(CatalogEntry table) {
    try {
      table.forgetStatistics();
    } catch (Exception e) { // Spark's catalogs throw checked ones without declaring them
      LOG.warn(
          "The statistics that the catalog has of {} are out of date now: they could not be taken"
              + " away. ANALYZE TABLE computes them anew",
          table.name(),
          e);
    }
  }
}
