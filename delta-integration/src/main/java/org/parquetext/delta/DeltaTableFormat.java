package org.parquetext.delta;

import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.package$;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.parquetext.options.CommitProtocol;
import org.parquetext.spark.commit.TableFormat;
import org.parquetext.spark.commit.TableSave;
import org.parquetext.spark.commit.TableWrite;

/** Delta tables, by their path. Thread-safe. */
public final class DeltaTableFormat implements TableFormat {

  private static final String EXTENSIONS = "spark.sql.extensions";
  private static final String EXTENSION = "io.delta.sql.DeltaSparkSessionExtension";
  private static final String CATALOG = "spark.sql.catalog.spark_catalog";

  /** What a session must be started with. */
  static final String SETTINGS =
      "%s=%s and %s=org.apache.spark.sql.delta.catalog.DeltaCatalog"
          .formatted(EXTENSIONS, EXTENSION, CATALOG);

  private static final DeltaRelease RELEASE =
      new DeltaRelease(DeltaTableFormat.class.getClassLoader(), package$.MODULE$.SPARK_VERSION());

  @Override
  public String name() {
    return CommitProtocol.DELTA.toString();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException also when delta-spark is not there, or another than this
   *     module is made for, or the session is not set up for Delta
   */
  @Override
  public TableWrite open(TableSave save) {
    RELEASE.require(save.path());
    checkSession(save);
    OptionRules.check(save);
    try {
      DeltaLog log =
          DeltaLog.forTable(save.session(), save.path(), Scala.map(fileSystemOptions(save)));
      return new DeltaTableWrite(save, log);
    } catch (LinkageError e) {
      throw RELEASE.refusal(save.path(), e);
    }
  }

  /** Without the extension, rows that deletion vectors have removed come back in reads. */
  private static void checkSession(TableSave save) {
    SparkSession session = save.session();
    boolean isExtended =
        session.conf().getOption(EXTENSIONS).exists(value -> value.contains(EXTENSION));
    if (!isExtended || !session.sessionState().conf().contains(CATALOG)) {
      throw new IllegalArgumentException(
          ("Cannot write to the Delta table %s: the session is not set up for Delta. Start it with"
                  + " %s, and with %s on the class path.")
              .formatted(save.path(), SETTINGS, RELEASE.coordinates()));
    }
  }

  /** As Delta passes them on to what reads and writes the log. */
  private static Map<String, String> fileSystemOptions(TableSave save) {
    return save.given().entrySet().stream()
        .filter(option -> option.getKey().matches("(fs|dfs)\\..*"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
