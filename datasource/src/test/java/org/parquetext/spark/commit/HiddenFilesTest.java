package org.parquetext.spark.commit;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.commit.HidingCommitter;
import org.apache.hadoop.mapreduce.lib.output.BindingPathOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitterFactory;
import org.apache.hadoop.mapreduce.lib.output.committer.manifest.ManifestCommitter;
import org.apache.parquet.hadoop.ParquetOutputCommitter;
import org.apache.spark.sql.execution.datasources.SQLHadoopMapReduceCommitProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenFilesTest {

  private static final Class<?> PROTOCOL = SQLHadoopMapReduceCommitProtocol.class;
  private static final Path OUTPUT = new Path("s3a://bucket/table");
  private static final String S3A_FACTORY = "org.apache.hadoop.fs.s3a.commit.S3ACommitterFactory";

  private final Configuration conf = new Configuration(false);

  @ParameterizedTest
  @ValueSource(
      classes = {
        ParquetOutputCommitter.class,
        FileOutputCommitter.class,
        ManifestCommitter.class,
        BindingPathOutputCommitter.class
      })
  void othersHideNothing(Class<?> committer) {
    assertThat(HiddenFiles.committer(PROTOCOL, committer, OUTPUT, conf)).isEmpty();
  }

  @Test
  void committersOfS3aHideTheirFiles() {
    assertThat(HiddenFiles.committer(PROTOCOL, HidingCommitter.class, OUTPUT, conf))
        .contains(HidingCommitter.class.getName());
  }

  @Test
  void soDoThoseThatAFactoryOfS3aMakes() {
    conf.setClass(
        PathOutputCommitterFactory.COMMITTER_FACTORY_CLASS,
        HidingCommitter.Factory.class,
        PathOutputCommitterFactory.class);
    assertThat(HiddenFiles.committer(PROTOCOL, BindingPathOutputCommitter.class, OUTPUT, conf))
        .contains(HidingCommitter.Factory.class.getName());
    assertThat(HiddenFiles.committer(PROTOCOL, ParquetOutputCommitter.class, OUTPUT, conf))
        .as("which asks no factory")
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"magic, true", "directory, true", "partitioned, true", "file, false", ", false"})
  void theFactoryOfS3aMakesThoseOfAName(String name, boolean hides) {
    if (name != null) {
      conf.set("fs.s3a.committer.name", name);
    }
    assertThat(HiddenFiles.ofFactory(S3A_FACTORY, OUTPUT, conf).isPresent()).isEqualTo(hides);
  }

  @Test
  void theNameMayBeThatOfTheBucket() {
    conf.set("fs.s3a.committer.name", "file");
    conf.set("fs.s3a.bucket.bucket.committer.name", "magic");
    assertThat(HiddenFiles.ofFactory(S3A_FACTORY, OUTPUT, conf))
        .contains("S3A's committer `magic`");
  }
}
