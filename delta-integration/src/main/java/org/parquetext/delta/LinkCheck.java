package org.parquetext.delta;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.parquetext.delta.ConstantPool.Member;

/**
 * Whether the class path has what classes use of Spark and of delta-spark, just as they use it. The
 * JVM would look for each method when it is called first, and so for some of them only when the
 * data is written.
 */
final class LinkCheck {

  private static final String OWN = "org/parquetext/delta/";
  private static final List<String> CHECKED = List.of("org/apache/spark/", "io/delta/");

  private final ClassLoader loader;
  private final MethodHandles.Lookup lookup = MethodHandles.lookup();
  private final Deque<String> unread;
  private final Set<String> known;

  private LinkCheck(Collection<String> roots, ClassLoader loader) {
    this.loader = loader;
    this.unread = new ArrayDeque<>(roots);
    this.known = new HashSet<>(roots);
  }

  /**
   * What is missing first.
   *
   * @param roots names of classes, which are left out where there are none; those of this package
   *     that they use are checked too
   */
  static Optional<String> firstMissing(Collection<String> roots, ClassLoader loader)
      throws IOException {
    return new LinkCheck(roots.stream().map(name -> name.replace('.', '/')).toList(), loader)
        .firstMissing();
  }

  private Optional<String> firstMissing() throws IOException {
    while (!unread.isEmpty()) {
      String user = unread.remove();
      try (InputStream file = loader.getResourceAsStream(user + ".class")) {
        Optional<String> missing =
            file == null ? Optional.empty() : missing(user, ConstantPool.read(file));
        if (missing.isPresent()) {
          return missing;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> missing(String user, ConstantPool pool) {
    for (String name : pool.classes()) {
      if (name.startsWith(OWN) && known.add(name)) {
        unread.add(name);
      } else if (isChecked(name) && !exists(name)) {
        return Optional.of("class " + name.replace('/', '.'));
      }
    }
    return pool.members().stream()
        .filter(member -> isChecked(member.owner()) && !isWithin(user, member) && !exists(member))
        .findFirst()
        .map(LinkCheck::shown);
  }

  /** A class may use its own private members, and those of its nested classes. */
  private static boolean isWithin(String user, Member member) {
    return member.owner().startsWith(user);
  }

  private static boolean isChecked(String name) {
    return CHECKED.stream().anyMatch(name::startsWith);
  }

  private static String shown(Member member) {
    return (member.isField() ? "field " : "method ")
        + member.owner().replace('/', '.')
        + "."
        + member.name()
        + (member.isField() ? "" : member.descriptor());
  }

  private boolean exists(String name) {
    try {
      Class.forName(name.replace('/', '.'), false, loader);
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /** Found as the JVM finds it; which instruction uses it is not in the constant pool. */
  private boolean exists(Member member) {
    try {
      Class<?> owner = Class.forName(member.owner().replace('/', '.'), false, loader);
      return member.isField() ? hasField(owner, member) : hasMethod(owner, member);
    } catch (ClassNotFoundException | TypeNotPresentException | LinkageError e) {
      return false;
    }
  }

  private boolean hasField(Class<?> owner, Member member) {
    Class<?> type =
        MethodType.fromMethodDescriptorString("()" + member.descriptor(), loader).returnType();
    return isFound(() -> lookup.findStaticGetter(owner, member.name(), type))
        || isFound(() -> lookup.findGetter(owner, member.name(), type));
  }

  private boolean hasMethod(Class<?> owner, Member member) {
    MethodType type = MethodType.fromMethodDescriptorString(member.descriptor(), loader);
    return member.name().equals("<init>")
        ? isFound(() -> lookup.findConstructor(owner, type))
        : isFound(() -> lookup.findVirtual(owner, member.name(), type))
            || isFound(() -> lookup.findStatic(owner, member.name(), type));
  }

  private interface Search {
    void run() throws ReflectiveOperationException;
  }

  /** What is there for others only, such as subclasses, is there. */
  private static boolean isFound(Search search) {
    try {
      search.run();
      return true;
    } catch (IllegalAccessException e) {
      return true;
    } catch (ReflectiveOperationException | LinkageError e) {
      return false;
    }
  }
}
