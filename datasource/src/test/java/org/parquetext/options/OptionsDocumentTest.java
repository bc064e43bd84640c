package org.parquetext.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What {@code docs/options.md} says of the options is what the registry says. */
class OptionsDocumentTest {

  private static final String START = "checked by a test -->\n";
  private static final String END = "<!-- /options -->";

  @Test
  void theOptionTableIsTheRegistrys() throws IOException {
    String document = Files.readString(Path.of("..", "docs", "options.md"));
    int start = document.indexOf(START) + START.length();
    assertThat(document.substring(start, document.indexOf(END)))
        .isEqualTo("\n" + OptionTable.markdown() + "\n");
  }
}
