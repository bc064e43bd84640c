package org.parquetext.spark.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariantShreddingTest extends WriteConfTest {

  private static final WriteColumns VARIANT = columns("v variant");

  private static WriteColumns columns(String ddl) {
    return WriteColumns.of(StructType.fromDDL(ddl), List.of(), true);
  }

  private static boolean infers(SparkWriteConf conf) {
    return conf.shredding().inference(VARIANT).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {VariantShredding.ENABLED, VariantShredding.INFERRED})
  void theInferenceFollowsThePrecedenceOfPlaces(String key) {
    assertThat(infers(conf())).isTrue();
    hadoop(key, "false");
    assertThat(infers(conf())).isFalse();
    spark.conf().set(key, "true");
    assertThat(infers(conf())).isTrue();
    spark.conf().set(OWN + key, "false");
    assertThat(infers(conf())).isFalse();
    assertThat(infers(conf(key, "TRUE"))).isTrue();
    assertThatThrownBy(() -> conf(key, "perhaps"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("`" + key + "` = `perhaps`")
        .hasMessageContaining("[true, false]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "i int, s struct<i: int> | false",
        "a array<variant>, m map<string, variant>, n array<struct<v: variant>> | false",
        "i int, v variant | true",
        "s struct<t: struct<v: variant>> | true"
      })
  void onlyVariantsOutsideOfArraysAndMapsAreInferred(String ddl, boolean inferred) {
    assertThat(conf().shredding().inference(columns(ddl)).isPresent()).isEqualTo(inferred);
  }

  @Test
  void aForcedSchemaIsThatOfEveryVariantOutsideOfArraysAndMaps() {
    WriteColumns columns =
        columns("v variant, s struct<v: variant>, i int, j int, a array<variant>");
    VariantShredding forced = conf(VariantShredding.FORCED, "a int").shredding();

    assertThat(forced.inference(columns)).isEmpty();
    assertThat(conf().fileSchema().with(forced.columns(columns).data()).messageType().getPaths())
        .extracting(path -> String.join(".", path))
        .containsExactly(
            "v.metadata",
            "v.value",
            "v.typed_value.a.value",
            "v.typed_value.a.typed_value",
            "s.v.metadata",
            "s.v.value",
            "s.v.typed_value.a.value",
            "s.v.typed_value.a.typed_value",
            "i",
            "j",
            "a.list.element.value",
            "a.list.element.metadata");
  }

  @Test
  void aForcedSchemaNeedsShreddingToBeEnabled() {
    VariantShredding off =
        conf(VariantShredding.FORCED, "a int", VariantShredding.ENABLED, "false").shredding();
    assertThat(off.columns(VARIANT).rows()).isEqualTo(VARIANT.rows());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        VariantShredding.FORCED + "| a intt",
        VariantShredding.FORCED + "| interval day",
        ShreddingInference.MAX_WIDTH + "| many",
        ShreddingInference.MAX_DEPTH + "| 1.5"
      })
  void whatCannotBeMeantIsRefused(String key, String value) {
    assertThatThrownBy(() -> conf(key, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("`" + key + "` = `" + value + "`")
        .hasMessageContaining("set in");
  }
}
