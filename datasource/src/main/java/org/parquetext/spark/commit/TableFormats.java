package org.parquetext.spark.commit;

import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.apache.spark.sql.SparkSession;
import org.parquetext.file.CreatedBy;

/**
 * The formats of tables that are on the class path: of the plugin, of the calling thread, or of the
 * session, which has what was named with {@code --packages} and {@code --jars} on threads of other
 * pools too.
 */
public final class TableFormats {

  private TableFormats() {}

  /**
   * The format of a name.
   *
   * @throws IllegalArgumentException when it is on no class path, naming what to add; or when it
   *     goes with another copy of the plugin, in another class loader
   */
  public static TableFormat named(String name, SparkSession session) {
    return named(
        name,
        List.of(
            TableFormats.class.getClassLoader(),
            orSystem(Thread.currentThread().getContextClassLoader()),
            session.sharedState().jarClassLoader()));
  }

  /** The one that the first of the class loaders has. */
  static TableFormat named(String name, List<ClassLoader> loaders) {
    return loaders.stream()
        .flatMap(loader -> find(name, loader).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    ("Cannot write with `commitProtocol` = `%s`: there is no such module on the"
                            + " class path. Add org.parquetext:parquet-ext-%s_2.13:%s to it, with"
                            + " --packages or --jars.")
                        .formatted(name, name, CreatedBy.version())));
  }

  private static ClassLoader orSystem(ClassLoader loader) {
    return loader == null ? ClassLoader.getSystemClassLoader() : loader;
  }

  private static Optional<TableFormat> find(String name, ClassLoader loader) {
    List<TableFormat> found = new ArrayList<>();
    try {
      for (TableFormat format : ServiceLoader.load(TableFormat.class, loader)) {
        if (format.name().equals(name)) {
          found.add(format);
        }
      }
    } catch (ServiceConfigurationError | NoClassDefFoundError e) {
      throw new IllegalArgumentException(
          "Cannot write with `commitProtocol` = `%s`: ".formatted(name)
              + otherCopy(loader).orElseGet(() -> "its module cannot be loaded: " + e.getMessage()),
          e);
    }
    return found.stream().findFirst();
  }

  /** What is the matter where a class loader has a plugin of its own: its modules go with that. */
  private static Optional<String> otherCopy(ClassLoader loader) {
    Class<?> other;
    try {
      other = Class.forName(TableFormat.class.getName(), false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.empty();
    }
    return other == TableFormat.class
        ? Optional.empty()
        : Optional.of(
            ("parquet-ext is on the class path twice, in two class loaders: the write is by %s,"
                    + " and the module goes with %s. Keep one of them: name both modules with"
                    + " --packages or --jars and leave neither in Spark's folder `jars`, or put"
                    + " both into that.")
                .formatted(place(TableFormat.class), place(other)));
  }

  private static String place(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return source == null ? "the JVM" : source.getLocation().getPath();
  }
}
