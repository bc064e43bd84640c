package org.parquetext.integration.cluster.job;

import java.io.IOException;
import java.io.Serializable;

/** What happens in a task when it comes to a certain row. */
@FunctionalInterface
interface RowEvent extends Serializable {
  void happen() throws IOException;
}
