package org.parquetext.file;

import java.io.IOException;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** An output file that can take back what was written to it. */
public interface DiscardableOutput extends OutputFile {

  /**
   * Makes sure that nothing of an unfinished file becomes or stays visible.
   *
   * @param stream what {@code create} returned
   */
  void discard(PositionOutputStream stream) throws IOException;
}
