package org.parquetext.spark.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.internal.io.HadoopMapReduceCommitProtocol;
import org.apache.spark.sql.execution.datasources.SQLHadoopMapReduceCommitProtocol;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.spark.commit.ExactNamesCommitProtocol;
import org.parquetext.spark.commit.MagicCommitProtocol;

class ProtocolChoiceTest extends WriteConfTest {

  private static final Path TABLE = new Path("s3a://bucket/table");
  private static final String SPARKS = SQLHadoopMapReduceCommitProtocol.class.getName();
  private static final String MAGIC = MagicCommitProtocol.class.getName();

  @BeforeEach
  void useALocalStore() {
    hadoop("fs.s3a.impl", CapableStore.class.getName());
    hadoop("fs.s3a.impl.disable.cache", "true");
  }

  private String chosen(String... options) throws IOException {
    return conf(options).commitProtocolClass(TABLE);
  }

  @Test
  void withNothingConfiguredNothingIsRenamedOnS3() throws IOException {
    assertThat(chosen()).isEqualTo(MAGIC);
    assertThat(chosen("fs.s3a.committer.threads", "2")).isEqualTo(MAGIC);
    assertThat(chosen("mapreduce.fileoutputcommitter.algorithm.version", "2")).isEqualTo(MAGIC);
  }

  @Test
  void elsewhereItIsTheConfiguredOne() throws IOException {
    assertThat(conf().commitProtocolClass(new Path("file:/table"))).isEqualTo(SPARKS);
  }

  @Test
  void aStoreThatCannotDoItHasTheConfiguredOne() throws IOException {
    hadoop("fs.s3a.committer.magic.enabled", "false");
    assertThat(chosen()).isEqualTo(SPARKS);
  }

  @Test
  void theOptionSparkMeansTheConfiguredOne() throws IOException {
    assertThat(chosen("commitProtocol", "Spark")).isEqualTo(SPARKS);
    spark.conf().set(OWN + "commitProtocol", "spark");
    assertThat(chosen()).isEqualTo(SPARKS);
  }

  @Test
  void aProtocolThatIsConfiguredHolds() throws IOException {
    String other = HadoopMapReduceCommitProtocol.class.getName();
    spark.conf().set("spark.sql.sources.commitProtocolClass", other);
    assertThat(chosen()).isEqualTo(other);
    spark.conf().set("spark.sql.sources.commitProtocolClass", SPARKS);
    assertThat(chosen()).isEqualTo(SPARKS);
  }

  @ParameterizedTest
  @CsvSource({
    "spark.sql.parquet.output.committer.class, org.apache.parquet.hadoop.ParquetOutputCommitter",
    "fs.s3a.committer.name, directory",
    "fs.s3a.committer.name, file",
    "fs.s3a.bucket.bucket.committer.name, partitioned",
    "mapreduce.outputcommitter.factory.class, com.example.Mine",
    "mapreduce.outputcommitter.factory.scheme.s3a, com.example.Mine"
  })
  void aCommitterThatIsConfiguredSomewhereHolds(String key, String value) throws IOException {
    assertThat(chosen(key, value)).isEqualTo(SPARKS);
    spark.conf().set(key, value);
    assertThat(chosen()).isEqualTo(SPARKS);
    spark.conf().unset(key);
    assertThat(chosen()).isEqualTo(MAGIC);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fs.s3a.committer.name", "fs.s3a.bucket.bucket.committer.name"})
  void theMagicCommitterByItsNameIsNoObjection(String key) throws IOException {
    spark.conf().set(key, "magic");
    assertThat(chosen()).isEqualTo(MAGIC);
  }

  @Test
  void namesOfTheFilesOwnAreRefusedWithoutRenaming() throws IOException {
    assertThatThrownBy(() -> chosen("fileNaming", "uuidv7"))
        .hasMessageStartingWith(
            "Cannot write to s3a://bucket/table with `fileNaming` = `uuidv7`: the commit without"
                + " renaming finds its uploads by their names.");
    assertThat(chosen("fileNaming", "uuidv7", "commitProtocol", "spark"))
        .isEqualTo(ExactNamesCommitProtocol.class.getName());
  }

  @Test
  void anotherProtocolIsRefused() {
    assertThatThrownBy(() -> chosen("commitProtocol", "delta"))
        .hasMessageContaining("`commitProtocol` = `delta`")
        .hasMessageContaining("only save(path) can");
    assertThatThrownBy(() -> conf("commitProtocol", "magic"))
        .hasMessageContaining("commitProtocol")
        .hasMessageContaining("`magic`")
        .hasMessageContaining("`spark`");
  }
}
