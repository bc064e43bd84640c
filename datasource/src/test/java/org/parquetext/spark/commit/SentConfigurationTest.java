package org.parquetext.spark.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.commons.lang3.SerializationUtils;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class SentConfigurationTest {

  private static final String KEY = "org.parquetext.key";

  /** With Hadoop's own keys, hundreds of them. */
  private final Configuration configuration = new Configuration();

  @Test
  void hasAllKeysAndValuesOfTheDriver() {
    configuration.set(KEY, "set");
    assertThat(entries(sent(configuration).received()))
        .hasSizeGreaterThan(200)
        .isEqualTo(entries(configuration));
  }

  @Test
  void keepsValuesThatAreEmptyLongOrOfOtherAlphabets() {
    configuration.set(KEY + ".empty", "");
    configuration.set(KEY + ".long", "x".repeat(100_000));
    configuration.set(KEY + ".other", "žluťoučký 馬 🐎");
    assertThat(entries(sent(configuration).received())).isEqualTo(entries(configuration));
  }

  @Test
  void resolvesVariablesWhereItIsReceived() {
    configuration.set(KEY, "${org.parquetext.other}/end");
    Configuration received = sent(configuration).received();
    received.set("org.parquetext.other", "begin");
    assertThat(received.get(KEY)).isEqualTo("begin/end");
  }

  @Test
  void hasNoKeyThatWasSetAfterIt() {
    SentConfiguration made = new SentConfiguration(configuration);
    configuration.set(KEY, "late");
    assertThat(SerializationUtils.roundtrip(made).received().get(KEY)).isNull();
  }

  @Test
  void givesEachReceiverItsOwn() {
    SentConfiguration sent = sent(configuration);
    sent.received().set(KEY, "of one");
    assertThat(sent.received().get(KEY)).isNull();
  }

  private static SentConfiguration sent(Configuration configuration) {
    return SerializationUtils.roundtrip(new SentConfiguration(configuration));
  }

  /** As they were set, variables and all. */
  private static Map<String, String> entries(Configuration configuration) {
    Map<String, String> entries = new HashMap<>();
    configuration.forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
    return entries;
  }
}
