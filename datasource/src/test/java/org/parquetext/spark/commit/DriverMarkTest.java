package org.parquetext.spark.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class DriverMarkTest {

  @TempDir private Path directory;

  private DriverMark mark;

  @BeforeEach
  void open() throws IOException {
    mark =
        new DriverMark(
            FileSystem.getLocal(new Configuration()),
            new org.apache.hadoop.fs.Path(directory.toUri()));
  }

  @Test
  void isOneFileOfADriverThatRuns() throws IOException {
    mark.leave();
    assertThat(files()).singleElement().asString().startsWith(".driver-").endsWith(".pending");
    assertThat(mark.hasDriverEnded()).isFalse();
  }

  @Test
  void isLeftOnceMoreAndMakesItsDirectory() throws IOException {
    Files.delete(directory);
    mark.leave();
    mark.leave();
    assertThat(files()).hasSize(1);
  }

  @Test
  void isMadeByAFileSystemThatIsNotTheUsualLocalOne() throws IOException {
    FileSystem raw = FileSystem.getLocal(new Configuration()).getRawFileSystem();
    new DriverMark(raw, mark.directory()).leave();
    assertThat(files()).hasSize(1);
  }

  @Test
  void tellsThatItsDriverHasEnded() throws IOException {
    DriverProcess here = DriverProcess.current().orElseThrow();
    DriverProcess ended = new DriverProcess(here.host(), here.pid(), here.start() - 1);
    Files.createFile(directory.resolve(".driver-" + ended.name() + ".pending"));
    assertThat(mark.hasDriverEnded()).isTrue();
  }

  @Test
  void tellsNothingWhereThereIsNone() throws IOException {
    assertThat(mark.hasDriverEnded()).isFalse();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(Path::getFileName).toList();
    }
  }
}
