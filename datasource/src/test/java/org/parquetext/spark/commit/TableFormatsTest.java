package org.parquetext.spark.commit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Table formats that are not on the class path. */
class TableFormatsTest {

  @Test
  void aMissingModuleIsNamedByItsCoordinates() {
    assertThatThrownBy(() -> TableFormats.named("delta"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("`commitProtocol` = `delta`")
        .hasMessageContaining("org.parquetext:parquet-ext-delta_2.13:");
  }
}
