package org.parquetext.compression;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.stream.Stream;

/**
 * The class path of the tests without our classes, brotli's, and native libraries: as a parent of
 * loaders that load them anew, and as much of brotli4j as they are given.
 */
public final class WithoutBrotli extends ClassLoader {

  private WithoutBrotli() {
    super(WithoutBrotli.class.getClassLoader());
  }

  /** Loads our classes and brotli's from where the given ones are, and from nowhere else. */
  public static URLClassLoader loader(Class<?>... examples) {
    URL[] locations =
        Stream.of(examples)
            .map(example -> example.getProtectionDomain().getCodeSource().getLocation())
            .toArray(URL[]::new);
    return new URLClassLoader(locations, new WithoutBrotli());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith("org.parquetext.") || name.startsWith("com.aayushatharva.")) {
      throw new ClassNotFoundException(name);
    }
    return super.loadClass(name, resolve);
  }

  @Override
  public URL getResource(String name) {
    return name.startsWith("lib/") ? null : super.getResource(name);
  }
}
