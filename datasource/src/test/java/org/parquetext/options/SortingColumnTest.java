package org.parquetext.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SortingColumnTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a | [`a` asc nulls first]",
        "a desc | [`a` desc nulls last]",
        "a NULLS LAST, B Desc Nulls First | [`a` asc nulls last, `B` desc nulls first]",
        "a asc,b|[`a` asc nulls first, `b` asc nulls first]",
        "desc desc, nulls nulls last | [`desc` desc nulls last, `nulls` asc nulls last]",
        "` a``,` desc, é_1$ | [` a``,` desc nulls last, `é_1$` asc nulls first]",
        "a.`b.c` | [`a`.`b.c` asc nulls first]"
      })
  void readsColumnsAsSqlHasThem(String text, String columns) {
    List<SortingColumn> read = SortingColumn.parse(text);
    assertThat(read).hasToString(columns);
    assertThat(SortingColumn.parse(columns.substring(1, columns.length() - 1)))
        .hasToString(columns);
  }

  @Test
  void takesAPathApart() {
    assertThat(SortingColumn.parse("a.`b.c`.`d```").get(0).path())
        .containsExactly("a", "b.c", "d`");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ",",
        "a,",
        ",a",
        "a,,b",
        "a up",
        "a desc asc",
        "a nulls",
        "`a",
        "a..b",
        "a b"
      })
  void refusesWhatIsNoListOfColumns(String text) {
    assertThatThrownBy(() -> WriteOptions.builder().set("sortingColumns", text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Option `sortingColumns`: `%s` is not a list of columns such as `a, b desc nulls last`"
                .formatted(text));
  }

  @Test
  void refusesAColumnThatIsThereTwice() {
    assertThatThrownBy(() -> WriteOptions.builder().set("sortingColumns", "a, b, `a` desc"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has column `a` twice");
  }
}
