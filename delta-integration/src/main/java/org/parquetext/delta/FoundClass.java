package org.parquetext.delta;

import java.net.URL;
import java.security.CodeSource;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/** A class that a class loader finds, and the jar that it is from. Nothing of it is initialized. */
record FoundClass(Class<?> type) {

  static FoundClass of(Class<?> type) {
    return new FoundClass(type);
  }

  /** As a class loader finds it, which may be in one above. */
  static Optional<FoundClass> in(ClassLoader loader, String name) {
    try {
      return Optional.of(of(Class.forName(name, false, loader)));
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.empty();
    }
  }

  /** As the calling thread finds it. */
  static Optional<FoundClass> ofThread(String name) {
    return in(Thread.currentThread().getContextClassLoader(), name);
  }

  /** Name of the jar, or of the directory. */
  String jar() {
    return url().map(url -> new Path(url.getPath()).getName()).orElse("the JVM");
  }

  /** Where that is. */
  String place() {
    return url().map(URL::getPath).orElse("in the JVM");
  }

  private Optional<URL> url() {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return Optional.ofNullable(source).map(CodeSource::getLocation);
  }
}
