package org.parquetext.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.benchmarks.spark.LocalSparkExtension;

class WrittenTreeTest {

  @RegisterExtension static final LocalSparkExtension SPARK = new LocalSparkExtension();

  @TempDir Path folder;

  @Test
  void countsTheFilesThatHoldRows() throws IOException {
    write("part-0.parquet", 1);
    write("_id=7/part-1.parquet", 2);
    write("_SUCCESS", 4);
    write("_delta_log/00000.json", 8);
    write(".part-0.parquet.crc", 16);

    assertThat(WrittenTree.list(SPARK.session(), folder.toString()).dataBytes()).isEqualTo(3);
  }

  private void write(String path, int bytes) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[bytes]);
  }
}
