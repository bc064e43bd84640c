package org.parquetext.integration.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.Test;

/** Settings of the file system that are options of one write, and hold for that one. */
class WriteSettingsTest extends ObjectStoreTest {

  @Test
  void thePartSizeOfAWriteHoldsForThatWriteOnly() {
    assertThat(partsOf(Map.of("fs.s3a.multipart.size", WideTable.PART))).isEqualTo(3);
    assertThat(partsOf(Map.of())).isEqualTo(1);
    assertThat(partsOf(Map.of("fs.s3a.multipart.size", WideTable.PART))).isEqualTo(3);
    requireNothingTemporary();
  }

  @Test
  void theOptionWinsOverWhatIsConfiguredForTheBucket() {
    store().set(spark(), "multipart.size", "64M");
    assertThat(partsOf(Map.of("fs.s3a.multipart.size", WideTable.PART))).isEqualTo(3);
    String ofBucket = "fs.s3a.bucket." + store().bucket() + ".multipart.size";
    assertThat(partsOf(Map.of(ofBucket, WideTable.PART))).isEqualTo(3);
  }

  @Test
  void theClassOfObjectsIsThatOfTheWrite() {
    writer(rows(0, 10, 1), SaveMode.Append).save(table());
    store().proxy().forgetRequests();
    writer(rows(0, 10, 1), SaveMode.Append)
        .option("fs.s3a.create.storage.class", "reduced_redundancy")
        .save(table());
    assertThat(store().proxy().requests(S3Request.Kind.CREATE_UPLOAD))
        .singleElement()
        .satisfies(request -> assertThat(request.storageClass()).isEqualTo("REDUCED_REDUNDANCY"));
  }

  /** Driver and tasks would look at two stores, and the rows would be lost between them. */
  @Test
  void anotherStoreIsRefused() {
    writer(rows(0, 10, 1), SaveMode.Append).save(table());
    assertThatThrownBy(
            () ->
                writer(rows(10, 20, 1), SaveMode.Append)
                    .option("fs.s3a.endpoint", "http://127.0.0.1:1")
                    .save(table()))
        .hasMessageContaining("fs.s3a.endpoint")
        .hasMessageContaining("spark.hadoop.fs.s3a.endpoint");
    assertThatThrownBy(
            () ->
                writer(rows(10, 20, 1), SaveMode.Append)
                    .option("fs.s3a.secret.key", "hidden")
                    .save(table()))
        .hasMessageContaining("fs.s3a.secret.key")
        .hasMessageNotContaining("hidden");
    assertThat(ids()).containsExactlyElementsOf(numbers(0, 10));
  }

  @Test
  void whatTheFileSystemHasAnywayIsAccepted() {
    writer(rows(0, 10, 1), SaveMode.Append)
        .option("fs.s3a.endpoint", store().settings().get("endpoint"))
        .option("fs.s3a.committer.threads", "2")
        .save(table());
    assertThat(ids()).containsExactlyElementsOf(numbers(0, 10));
  }

  /** Parts of the one file that is written. */
  private int partsOf(Map<String, String> options) {
    store().proxy().forgetRequests();
    WideTable.writer(
            WideTable.rows(spark(), 0, WideTable.ROWS_OF_THREE_PARTS, 1), SaveMode.Overwrite)
        .options(options)
        .save(table());
    return store().proxy().requests(S3Request.Kind.UPLOAD_PART).size();
  }
}
