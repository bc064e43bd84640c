package org.parquetext.delta;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SaveMode;
import org.parquetext.options.PartitionOverwrite;
import org.parquetext.options.WriteOption;
import org.parquetext.options.WriteOptions;
import org.parquetext.spark.commit.TableSave;

/**
 * Which options of a write go together, and which of Delta's own writer are not honoured here:
 * those must not be ignored in silence.
 */
final class OptionRules {

  /** Delta's options of a write, in lower case, that change what is written or committed. */
  private static final List<String> NOT_HONOURED =
      List.of(
          "replaceon",
          "replaceusing",
          "targetalias",
          "optimizewrite",
          "usenullintolerantequalitywithdpo",
          "clusterbyauto");

  /** What keys that say how files are encrypted begin with. */
  private static final List<String> ENCRYPTION = List.of("parquet.encryption.", "parquet.crypto.");

  private OptionRules() {}

  static void check(TableSave save) {
    refuseNotHonoured(save);
    WriteOptions options = save.options();
    if (options.txnAppId().isPresent() != options.txnVersion().isPresent()) {
      throw refusal(save, "`txnAppId` and `txnVersion` mean something together only. Set both");
    }
    boolean overwrites = save.mode() == SaveMode.Overwrite;
    if (options.replaceWhere().isPresent() && !overwrites) {
      throw refusal(save, "`replaceWhere` is of an overwrite. Use mode(\"overwrite\")");
    }
    if (options.overwriteSchema() && !overwrites) {
      throw refusal(save, "`overwriteSchema` is of an overwrite. Use mode(\"overwrite\")");
    }
    if (options.overwriteSchema() && options.replaceWhere().isPresent()) {
      throw refusal(
          save, "`overwriteSchema` replaces the whole table, `replaceWhere` does not. Remove one");
    }
    checkDynamic(save);
  }

  /**
   * Whether the write says otherwise than the session how the files are encrypted, by options that
   * parquet-ext alone obeys. What Delta makes of the files after the commit obeys the session and
   * the table only, and could be in plaintext.
   */
  static boolean encrypts(TableSave save) {
    Configuration ofSession = save.session().sessionState().newHadoopConf();
    return ENCRYPTION.stream()
        .anyMatch(
            prefix ->
                !save.hadoop()
                    .getPropsWithPrefix(prefix)
                    .equals(ofSession.getPropsWithPrefix(prefix)));
  }

  private static void checkDynamic(TableSave save) {
    WriteOptions options = save.options();
    if (options.partitionOverwrite() != PartitionOverwrite.DYNAMIC
        || save.mode() != SaveMode.Overwrite) {
      return;
    }
    if (options.overwriteSchema()) {
      throw refusal(
          save,
          "`overwriteSchema` replaces the whole table, `partitionOverwriteMode` = `dynamic` does"
              + " not. Remove one");
    }
    boolean isOfWrite =
        save.given().keySet().stream()
            .anyMatch(WriteOption.PARTITION_OVERWRITE_MODE.key()::equalsIgnoreCase);
    if (options.replaceWhere().isPresent() && isOfWrite) {
      throw refusal(
          save,
          "`replaceWhere` and `partitionOverwriteMode` = `dynamic` both say what is replaced."
              + " Remove one");
    }
  }

  private static void refuseNotHonoured(TableSave save) {
    for (Map.Entry<String, String> option : save.given().entrySet()) {
      String key = option.getKey().toLowerCase(Locale.ROOT);
      if (NOT_HONOURED.contains(key) && !"false".equalsIgnoreCase(option.getValue())
          || key.equals("datachange") && !"true".equalsIgnoreCase(option.getValue())) {
        throw refusal(
            save,
            "option `%s` of Delta's own writer is not honoured here. Remove it, or use"
                    .formatted(option.getKey())
                + " format(\"delta\")");
      }
    }
  }

  private static IllegalArgumentException refusal(TableSave save, String reason) {
    return new IllegalArgumentException(
        "Cannot write to the Delta table %s: %s.".formatted(save.path(), reason));
  }
}
