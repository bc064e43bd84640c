package org.parquetext.spark.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.parquetext.file.CreatedBy;

/** The formats of tables that are on the class path, of the plugin or of the calling thread. */
public final class TableFormats {

  private TableFormats() {}

  /**
   * The format of a name.
   *
   * @throws IllegalArgumentException when it is on neither class path, naming what to add
   */
  public static TableFormat named(String name) {
    return find(name, TableFormats.class.getClassLoader())
        .or(() -> find(name, Thread.currentThread().getContextClassLoader()))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    ("Cannot write with `commitProtocol` = `%s`: there is no such module on the"
                            + " class path. Add org.parquetext:parquet-ext-%s_2.13:%s to it, with"
                            + " --packages or --jars.")
                        .formatted(name, name, CreatedBy.version())));
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
          "Cannot write with `commitProtocol` = `%s`: its module cannot be loaded: %s"
              .formatted(name, e.getMessage()),
          e);
    }
    return found.stream().findFirst();
  }
}
