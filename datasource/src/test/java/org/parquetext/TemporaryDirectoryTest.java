package org.parquetext;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests leave nothing outside the build's own directory, not even when they crash. */
class TemporaryDirectoryTest {

  @Test
  void liesWhereTheBuildSays(@TempDir Path directory) {
    assertThat(directory).startsWith(Path.of(System.getProperty("java.io.tmpdir")));
  }
}
