package org.parquetext.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {

  private static final String START = "checked by a test -->\n";
  private static final String END = "<!-- /options -->";

  @Test
  void theOptionTableIsTheRegistrys() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    int start = readme.indexOf(START) + START.length();
    assertThat(readme.substring(start, readme.indexOf(END)))
        .isEqualTo("\n" + OptionTable.markdown() + "\n");
  }
}
