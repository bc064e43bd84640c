package org.parquetext.spark.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreSettingsTest extends WriteConfTest {

  private static final Path TABLE = new Path("s3a://settings/table");

  private FileSystem shared;

  @BeforeEach
  void openTheSharedFileSystem() throws IOException {
    hadoop("fs.s3a.impl", CapableStore.class.getName());
    hadoop("fs.s3a.multipart.size", "64M");
    hadoop("fs.s3a.endpoint", "here");
    shared = TABLE.getFileSystem(conf().hadoopConfiguration());
  }

  @AfterEach
  void closeTheSharedFileSystem() throws IOException {
    shared.close();
  }

  @Test
  void whatTheSharedFileSystemHasNeedsNoOtherOne() throws IOException {
    assertThat(needsOwn()).isFalse();
    assertThat(needsOwn("fs.s3a.multipart.size", "64M", "fs.s3a.endpoint", "here")).isFalse();
    assertThat(needsOwn("fs.s3a.committer.threads", "3")).isFalse();
    assertThat(needsOwn("fs.s3a.bucket.other.multipart.size", "5M")).isFalse();
  }

  private boolean needsOwn(String... options) throws IOException {
    SparkWriteConf conf = conf(options);
    return conf.storeSettings(TABLE).needOwn(TABLE, conf.hadoopConfiguration());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fs.s3a.multipart.size",
        "fs.s3a.bucket.settings.multipart.size",
        "fs.s3a.fast.upload.buffer",
        "fs.s3a.connection.maximum"
      })
  void whatConcernsUploadsIsOfAFileSystemOfItsOwn(String key) throws IOException {
    hadoop("fs.s3a.bucket.settings.multipart.size", "128M");
    SparkWriteConf conf = conf(key, "5");
    Configuration hadoop = conf.hadoopConfiguration();
    StoreSettings settings = conf.storeSettings(TABLE);
    assertThat(settings.needOwn(TABLE, hadoop)).isTrue();
    try (FileSystem own = settings.open(TABLE, hadoop)) {
      assertThat(own).isNotSameAs(shared);
      String name = key.replace("bucket.settings.", "").substring("fs.s3a.".length());
      assertThat(own.getConf().get("fs.s3a." + name)).isEqualTo("5");
      assertThat(own.getConf().get("fs.s3a.bucket.settings." + name)).isEqualTo("5");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fs.s3a.endpoint",
        "fs.s3a.bucket.settings.endpoint",
        "fs.s3a.committer.magic.enabled",
        "fs.s3a.connection.ssl.enabled",
        "fs.s3a.something.new"
      })
  void whatTheWholeJobMustAgreeOnIsRefused(String key) {
    assertThatThrownBy(() -> conf(key, "there").storeSettings(TABLE))
        .hasMessageContaining("`" + key + "` = `there`")
        .hasMessageContaining("an option of the write")
        .hasMessageContaining("spark.hadoop." + key);
    spark.conf().set(OWN + key, "there");
    assertThatThrownBy(() -> conf().storeSettings(TABLE)).hasMessageContaining(key);
  }

  @Test
  void whatConcernsUploadsDoesNotReachTheSharedFileSystem() {
    Configuration hadoop = conf("fs.s3a.multipart.size", "5M").hadoopConfiguration();
    assertThat(hadoop.get("fs.s3a.multipart.size")).isEqualTo("64M");
  }

  @Test
  void otherFileSystemsAreNotLookedAt() throws IOException {
    Path local = new Path("file:/table");
    SparkWriteConf conf = conf("fs.s3a.endpoint", "there");
    assertThat(conf.storeSettings(local).needOwn(local, conf.hadoopConfiguration())).isFalse();
  }
}
