package org.parquetext.spark.conf;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.parquetext.options.DistributionMode;
import org.parquetext.options.FileNaming;
import org.parquetext.options.WriteOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What of the settings holds where Spark writes through its interface of file formats: there Spark
 * names each file, says when it ends, sorts and distributes the rows, and commits.
 */
final class SingleFileSettings {

  private static final Logger LOG = LoggerFactory.getLogger(SingleFileSettings.class);
  private static final Set<String> LOGGED = ConcurrentHashMap.newKeySet();

  /** What the file would be otherwise, or the files: refused where the write itself asks for it. */
  private static final List<WriteOption> OUT_OF_REACH =
      List.of(
          WriteOption.TARGET_FILE_SIZE_BYTES,
          WriteOption.ROLLOVER_INTERVAL,
          WriteOption.INACTIVITY_INTERVAL,
          WriteOption.SORTING_COLUMNS,
          WriteOption.DISTRIBUTION_MODE,
          WriteOption.ADVISORY_PARTITION_SIZE_BYTES,
          WriteOption.FILE_NAMING,
          WriteOption.FILE_PREFIX,
          WriteOption.REPORT_PATH);

  /** What Spark does by the same name, by its own, or always so; how it reads the table. */
  private static final List<WriteOption> OF_SPARK =
      List.of(
          WriteOption.MAX_RECORDS_PER_FILE,
          WriteOption.PARTITION_OVERWRITE_MODE,
          WriteOption.COMMIT_PROTOCOL,
          WriteOption.FANOUT,
          WriteOption.MAX_CONCURRENT_UPLOADS,
          WriteOption.MERGE_SCHEMA);

  /** What the built-in writer calls an option of the write as we do. */
  private static final Set<String> SHARED_NAMES =
      Set.of(
          "compression",
          "maxrecordsperfile",
          "partitionoverwritemode",
          "timezone",
          "path",
          "__partition_columns");

  private SingleFileSettings() {}

  /**
   * The settings of a write that was asked of this source.
   *
   * @throws IllegalArgumentException naming an option of the write that cannot be honoured
   */
  static Settings of(Settings settings) {
    for (WriteOption option : OUT_OF_REACH) {
      settings
          .option(option.key())
          .filter(set -> !isMeant(option, set))
          .ifPresent(set -> refuseOrLog(option, set));
    }
    return settings.narrowed(SingleFileSettings::isLeftOut, fixed());
  }

  private static void refuseOrLog(WriteOption option, Setting set) {
    if (set.place() == Place.OPTION) {
      throw new IllegalArgumentException(
          ("Cannot write with `%s` = `%s`, set in %s: this write goes through Spark's interface of"
                  + " file formats, where Spark makes the files. Remove the option, or write by"
                  + " save(path) or to a table without buckets of Spark's own session catalog.")
              .formatted(set.key(), set.value(), set.place()));
    }
    if (LOGGED.add(option.key())) {
      LOG.warn(
          "`{}`, set in {}, does not hold for writes through Spark's interface of file formats,"
              + " where Spark makes the files",
          option.key(),
          set.place());
    }
  }

  /**
   * The settings of a write that was asked of the built-in writer, without options that it lacks.
   */
  static Settings ofBuiltIn(Settings settings) {
    return settings.narrowed(
        set -> isLeftOut(set) || set.place() == Place.OPTION && isStrange(set), fixed());
  }

  private static boolean isStrange(Setting set) {
    String key = set.key().toLowerCase(Locale.ROOT);
    return !SHARED_NAMES.contains(key)
        && !key.equals(ZlibLevel.KEY)
        && !key.startsWith("parquet.")
        && !key.startsWith("spark.")
        && !key.startsWith("fs.");
  }

  private static boolean isLeftOut(Setting set) {
    return WriteOption.find(set.key())
        .filter(option -> OUT_OF_REACH.contains(option) || OF_SPARK.contains(option))
        .isPresent();
  }

  private static Map<String, String> fixed() {
    Map<String, String> fixed = new TreeMap<>();
    Stream.of(
            WriteOption.TARGET_FILE_SIZE_BYTES,
            WriteOption.MAX_RECORDS_PER_FILE,
            WriteOption.MAX_CONCURRENT_UPLOADS)
        .forEach(option -> fixed.put(option.key(), "0"));
    return fixed;
  }

  /** A value that asks for what Spark does anyway. */
  private static boolean isMeant(WriteOption option, Setting set) {
    return switch (option) {
      case TARGET_FILE_SIZE_BYTES -> set.value().trim().matches("0+[a-zA-Z]*");
      case DISTRIBUTION_MODE ->
          set.value().trim().equalsIgnoreCase(DistributionMode.NONE.toString());
      case FILE_NAMING -> set.value().trim().equalsIgnoreCase(FileNaming.SPARK.toString());
      default -> false;
    };
  }
}
