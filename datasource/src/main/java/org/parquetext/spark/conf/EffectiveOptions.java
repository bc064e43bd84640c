package org.parquetext.spark.conf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parquetext.options.Codec;
import org.parquetext.options.Compression;
import org.parquetext.options.OptionScope;
import org.parquetext.options.WriteOption;
import org.parquetext.options.WriteOptions;

/**
 * The settings that hold for the registered options of one write, chosen by place among all that
 * was set, and the checked options that they make.
 */
final class EffectiveOptions {

  /** The built-in writer obeys it as an option of the write only. */
  private static final String PARQUET_COMPRESSION = "parquet.compression";

  private final Settings settings;
  private final ColumnPaths columns;
  private final Map<String, Setting> chosen = new LinkedHashMap<>();
  private final WriteOptions options;

  /**
   * Chooses and checks.
   *
   * @throws IllegalArgumentException naming the key, its value, its place and the remedy
   */
  EffectiveOptions(Settings settings, ColumnPaths columns, SortingNames sorting) {
    this.settings = settings;
    this.columns = columns;
    for (WriteOption option : WriteOption.values()) {
      if (option.scope() == OptionScope.EXECUTOR) {
        settings.option(option.key()).ifPresent(set -> choose(set.key(), set));
      } else if (option.scope() == OptionScope.ENTRY) {
        chooseEntries(option);
      } else if (option != WriteOption.COMPRESSION_LEVEL) {
        effective(option)
            .filter(set -> option != WriteOption.COMPRESSION || !givesWayToProfile(set))
            .ifPresent(set -> choose(option.key(), set));
        chooseColumns(option);
      }
    }
    chooseLevels();
    resolve(WriteOption.SORTING_COLUMNS.key(), sorting);
    this.options = checked();
  }

  /** What the encoding pipeline obeys. */
  WriteOptions options() {
    return options;
  }

  /** Every option with its value and where that comes from, in the order of the registry. */
  List<ExplainedOption> explained() {
    List<ExplainedOption> explained = new ArrayList<>();
    for (WriteOption option : WriteOption.values()) {
      if (option.scope() != OptionScope.EXECUTOR && !chosen.containsKey(option.key())) {
        standard(option).ifPresent(explained::add);
      }
      chosen.forEach(
          (key, setting) -> {
            if (WriteOption.find(key).filter(option::equals).isPresent()) {
              explained.add(ExplainedOption.set(key, setting, settings));
            }
          });
    }
    return explained;
  }

  /** What holds for an option that nobody has set; nothing for one that then has no meaning. */
  private Optional<ExplainedOption> standard(WriteOption option) {
    Compression compression = options.compression();
    String value =
        switch (option) {
          case COMPRESSION -> compression.codec().toString();
          case COMPRESSION_LEVEL ->
              compression.codec().hasLevels() ? String.valueOf(compression.level()) : null;
          case FANOUT -> String.valueOf(options.maxOpenFiles() > 1);
          case MAX_OPEN_FILES -> String.valueOf(options.maxOpenFiles());
          default -> option.defaultText();
        };
    Setting profile = chosen.get(WriteOption.PROFILE.key());
    boolean ofProfile =
        profile != null
            && (option == WriteOption.COMPRESSION || option == WriteOption.COMPRESSION_LEVEL);
    return option.scope() == OptionScope.ENTRY || value == null
        ? Optional.empty()
        : Optional.of(
            ofProfile
                ? new ExplainedOption(option.key(), value, "`profile` = `" + profile.value() + "`")
                : ExplainedOption.standard(option.key(), value));
  }

  private void choose(String key, Setting setting) {
    chosen.put(key, setting);
  }

  /** Every value is read here, so that a refusal can say where it was set. */
  private WriteOptions checked() {
    WriteOptions.Builder builder = WriteOptions.builder();
    chosen.forEach((key, setting) -> set(builder, key, setting));
    return builder.build();
  }

  /** Sets an option; a refusal says where it was set. */
  static void set(WriteOptions.Builder builder, String key, Setting setting) {
    try {
      builder.set(key, setting.value());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s (`%s`, set in %s)".formatted(e.getMessage(), setting.key(), setting.place()), e);
    }
  }

  private void resolve(String key, SortingNames sorting) {
    chosen.computeIfPresent(
        key, (same, setting) -> sorting.resolve(setting, checked().sortingColumns()));
  }

  private void chooseEntries(WriteOption option) {
    for (Setting set : settings.written()) {
      if (WriteOption.find(set.key()).filter(option::equals).isPresent()) {
        choose(option.key() + set.key().substring(option.key().length()), set);
      }
    }
  }

  /** The value that holds for an option, by the rule of precedence. */
  private Optional<Setting> effective(WriteOption option) {
    return effective(settings, option);
  }

  /** The same of an option for the whole write, whatever its columns. */
  static Optional<Setting> effective(Settings settings, WriteOption option) {
    Optional<Setting> found = settings.writeOption(option.key());
    for (String key : option.builtInKeys()) {
      found = found.or(() -> settings.writeOption(key));
    }
    found = found.or(() -> settings.option(option.key()));
    for (String key : option.builtInKeys()) {
      found =
          found.or(
              () -> key.equals(PARQUET_COMPRESSION) ? settings.option(key) : settings.builtIn(key));
    }
    return found;
  }

  /** A profile stands for codec and level in its place: those of weaker places do not hold. */
  private boolean givesWayToProfile(Setting set) {
    return effective(WriteOption.PROFILE)
        .filter(profile -> profile.place().compareTo(set.place()) < 0)
        .isPresent();
  }

  /** Weakest first, since what is chosen last holds. */
  private void chooseColumns(WriteOption option) {
    List<Place> places = new ArrayList<>(List.of(Place.values()));
    Collections.reverse(places);
    for (Place place : places) {
      for (String key : option.builtInKeys()) {
        for (Setting set : settings.builtInColumns(key)) {
          if (set.place() == place) {
            chooseBuiltInColumn(option, set);
          }
        }
      }
      for (Setting set : settings.written()) {
        if (set.place() == place
            && set.key().indexOf('#') >= 0
            && set.name().equalsIgnoreCase(option.key())) {
          String column = option.perColumn() ? columns.resolve(set) : set.column();
          choose(option.key() + "#" + column, set);
        }
      }
    }
  }

  /**
   * A shared configuration may speak of columns of other tables, an option of the write may not.
   */
  private void chooseBuiltInColumn(WriteOption option, Setting set) {
    boolean shared = set.place() != Place.OPTION && set.place() != Place.SESSION_OPTION;
    if (option.perColumn() && !(shared && columns.matching(set.column()).isEmpty())) {
      choose(option.key() + "#" + columns.resolve(set), set);
    }
  }

  /** The built-in's levels are one of zstd and one of gzip, which hold where the codec is that. */
  private void chooseLevels() {
    effective(WriteOption.COMPRESSION_LEVEL)
        .filter(level -> !givesWayToProfile(level))
        .ifPresent(this::chooseLevelOrZstds);
    if (isUsed(Codec.GZIP)) {
      ZlibLevel.of(settings)
          .filter(level -> !givesWayToProfile(level))
          .ifPresent(level -> chooseLevel(Codec.GZIP, level));
    }
    chooseColumns(WriteOption.COMPRESSION_LEVEL);
  }

  /** A level of zstd leaves one of any codec to those that have another. */
  private void chooseLevelOrZstds(Setting level) {
    String key = WriteOption.COMPRESSION_LEVEL.key();
    if (level.key().equalsIgnoreCase(key)) {
      choose(key, level);
      return;
    }
    if (codecs().compression().codec().hasLevels()) {
      ownLevel().ifPresent(own -> choose(key, own));
    }
    chooseLevel(Codec.ZSTD, level);
  }

  private Optional<Setting> ownLevel() {
    return settings
        .option(WriteOption.COMPRESSION_LEVEL.key())
        .filter(level -> !givesWayToProfile(level));
  }

  /** What is chosen but for levels: one of all columns may not suit a column that has its own. */
  private WriteOptions codecs() {
    WriteOptions.Builder builder = WriteOptions.builder();
    chosen.forEach(
        (key, setting) -> {
          if (WriteOption.find(key).filter(WriteOption.COMPRESSION_LEVEL::equals).isEmpty()) {
            set(builder, key, setting);
          }
        });
    return builder.build();
  }

  private boolean isUsed(Codec codec) {
    WriteOptions soFar = codecs();
    return soFar.compression().codec() == codec
        || soFar.columnPaths().stream()
            .anyMatch(column -> soFar.column(column).compression().codec() == codec);
  }

  /** A level of one codec is none of the columns that have another. */
  private void chooseLevel(Codec codec, Setting level) {
    String key = WriteOption.COMPRESSION_LEVEL.key();
    WriteOptions soFar = codecs();
    boolean ofAll = soFar.compression().codec() == codec;
    if (ofAll) {
      choose(key, level);
    }
    for (String column : soFar.columnPaths()) {
      Compression ofColumn = soFar.column(column).compression();
      if (ofColumn.codec() == codec) {
        choose(key + "#" + column, level);
      } else if (ofAll && ofColumn.codec().hasLevels()) {
        String standard = String.valueOf(ofColumn.level());
        Setting ofOthers = ownLevel().orElseGet(() -> new Setting(key, standard, level.place()));
        chosen.putIfAbsent(key + "#" + column, ofOthers);
      }
    }
  }
}
