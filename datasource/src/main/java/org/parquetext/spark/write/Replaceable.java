package org.parquetext.spark.write;

import java.io.IOException;
import org.parquetext.spark.commit.OldFiles;
import org.parquetext.spark.commit.OverwriteScope;

/** What lies below a table's path, for an overwrite that is being planned. */
@FunctionalInterface
public interface Replaceable {

  /**
   * Lists the files of a scope.
   *
   * @throws IllegalArgumentException when there is something that must not be replaced, with what
   *     to do
   */
  OldFiles in(OverwriteScope scope) throws IOException;
}
