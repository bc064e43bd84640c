package org.parquetext.spark.commit;

import java.util.List;
import java.util.Set;

/** An overwrite that replaces everything. */
record WholeTable() implements OverwriteScope {

  @Override
  public List<String> top() {
    return List.of();
  }

  @Override
  public boolean mayReplace(List<String> steps) {
    return true;
  }

  @Override
  public boolean replaces(List<String> steps, Set<String> written) {
    return true;
  }
}
