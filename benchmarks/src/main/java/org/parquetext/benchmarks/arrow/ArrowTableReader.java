package org.parquetext.benchmarks.arrow;

import java.io.IOException;
import java.util.Iterator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/** The batches of a table as a stream; each shares its buffers with the table. */
final class ArrowTableReader extends ArrowReader {

  private final Schema schema;
  private final Iterator<VectorSchemaRoot> batches;

  ArrowTableReader(ArrowTable table) {
    super(table.allocator());
    this.schema = table.schema();
    this.batches = table.batches().iterator();
  }

  @Override
  public boolean loadNextBatch() throws IOException {
    prepareLoadNextBatch();
    if (!batches.hasNext()) {
      return false;
    }
    loadRecordBatch(new VectorUnloader(batches.next()).getRecordBatch());
    return true;
  }

  @Override
  public long bytesRead() {
    return 0;
  }

  @Override
  protected void closeReadSource() {
    // The table stays its owner's.
  }

  @Override
  protected Schema readSchema() {
    return schema;
  }
}
