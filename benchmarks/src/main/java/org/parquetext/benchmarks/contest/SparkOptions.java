package org.parquetext.benchmarks.contest;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.parquetext.benchmarks.command.CommonOptions;
import org.parquetext.benchmarks.command.FolderOption;
import org.parquetext.benchmarks.command.RoundOptions;
import org.parquetext.benchmarks.command.TemporaryFolder;
import org.parquetext.benchmarks.spark.Delta;
import org.parquetext.benchmarks.spark.LocalSpark;
import org.parquetext.benchmarks.spark.Setting;
import org.parquetext.benchmarks.spark.SparkSettings;
import org.parquetext.benchmarks.spark.TableWriter;
import org.parquetext.benchmarks.spark.Workplace;
import org.parquetext.benchmarks.table.UnsafeRowCache;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The options of every command that measures Spark's writers, and the session that they ask for.
 */
public final class SparkOptions {

  /** What a command does in the session. */
  public interface Work {
    void run(Workplace place) throws IOException;
  }

  /** What a command does that compares writers. */
  interface Contests {
    void hold(ContestHost host) throws IOException;
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--setting",
      required = true,
      description = "one of ${COMPLETION-CANDIDATES}; each needs a JVM started for it")
  private Setting setting;

  @Mixin private SparkSettings settings;
  @Mixin private FolderOption folder;
  @Mixin private CommonOptions common;

  /**
   * Starts a session in which the writers compete, see {@link #run}.
   *
   * @param writers data sources: the one with which the others are compared, and at least one other
   */
  void compete(List<String> writers, RoundOptions rounds, Contests contests) throws IOException {
    if (writers.size() < 2) {
      throw new ParameterException(
          spec.commandLine(), "--writer must name at least two data sources, but names " + writers);
    }
    List<TableWriter> named = writers.stream().map(TableWriter::of).toList();
    run(
        named.stream().anyMatch(TableWriter::writesDelta) ? Delta.CONFIGURATION : Map.of(),
        place -> {
          place.printHeader(setting.toString());
          contests.hold(new ContestHost(place, named, rounds, CachedTable::load));
        });
  }

  /**
   * Starts the session, lets the command work, and leaves neither the session nor files behind.
   *
   * @param configuration what Spark is told besides the setting's
   */
  public void run(Map<String, String> configuration, Work work) throws IOException {
    String master = "local[%d]".formatted(setting.tasks());
    try (TemporaryFolder files = folder.create(spec.name());
        SparkSession session = LocalSpark.start(spec.name(), master, all(configuration))) {
      work.run(
          new Workplace(
              session, setting, settings.options(), files.path(), spec.commandLine().getOut()));
    }
  }

  /** The one on the command line wins. */
  private Map<String, String> all(Map<String, String> configuration) {
    Map<String, String> all = new HashMap<>(setting.configuration());
    all.put("spark.ui.showConsoleProgress", "false");
    all.put("spark.sql.cache.serializer", UnsafeRowCache.class.getName());
    all.putAll(configuration);
    all.putAll(settings.configuration());
    return all;
  }
}
