package org.parquetext.integration.cluster;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Jars for {@code spark-submit}, made of classes that this JVM has loaded. */
final class ClassesJar {
  private ClassesJar() {}

  /** The jar that a class is from, or a new one of the directory that the class is from. */
  static Path ofOrigin(Class<?> member, Path jar) throws IOException {
    Path origin = origin(member);
    return Files.isDirectory(origin) ? pack(origin, origin, jar) : origin;
  }

  /** A new jar of the package of a class that is from a directory. */
  static Path ofPackage(Class<?> member, Path jar) throws IOException {
    Path origin = origin(member);
    return pack(origin, origin.resolve(member.getPackageName().replace('.', '/')), jar);
  }

  private static Path origin(Class<?> member) {
    try {
      return Path.of(member.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Path pack(Path root, Path directory, Path jar) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(directory)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Path file : files) {
        out.putNextEntry(new JarEntry(root.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
      }
    }
    return jar;
  }
}
