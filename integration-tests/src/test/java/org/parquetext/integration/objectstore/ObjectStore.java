package org.parquetext.integration.objectstore;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket of a test's own, and the proxy through which Spark reaches it. Every bucket has a Hadoop
 * file system of its own, which is closed with it; the server is one for all tests of the JVM.
 */
final class ObjectStore implements AutoCloseable {
  private static final AtomicInteger BUCKETS = new AtomicInteger();

  private final S3Server server;
  private final String bucket = "bucket-" + BUCKETS.incrementAndGet();
  private final FaultyProxy proxy;
  private final S3Client client;
  private SparkSession session;

  private ObjectStore(S3Server server) {
    this.server = server;
    this.proxy = new FaultyProxy(server.address());
    this.client =
        S3Client.builder()
            .endpointOverride(server.endpoint())
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .httpClient(ApacheHttpClient.create())
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
            .build();
    client.createBucket(request -> request.bucket(bucket));
  }

  /** The path of a table or file in the bucket. */
  String path(String key) {
    return "s3a://" + bucket + "/" + key;
  }

  /** The folder of the server that holds the objects below a key. */
  Path local(String key) {
    return server.bucket(bucket).resolve(key);
  }

  /** What stands between Spark and the bucket. */
  FaultyProxy proxy() {
    return proxy;
  }

  /** A client that reaches the bucket without the proxy. */
  S3Client client() {
    return client;
  }

  String bucket() {
    return bucket;
  }

  /** What Hadoop needs to reach the bucket; it gives up early and does not wait long between. */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("endpoint", proxy.endpoint().toString());
    settings.put("endpoint.region", "us-east-1");
    settings.put("path.style.access", "true");
    settings.put("connection.ssl.enabled", "false");
    settings.put(
        "aws.credentials.provider", "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
    settings.put("access.key", "key");
    settings.put("secret.key", "secret");
    settings.put("buffer.dir", System.getProperty("java.io.tmpdir"));
    settings.put("attempts.maximum", "2");
    settings.put("retry.limit", "3");
    settings.put("retry.interval", "10ms");
    settings.put("retry.throttle.limit", "3");
    settings.put("retry.throttle.interval", "10ms");
    return settings;
  }

  /** Lets a session reach the bucket, and says nothing about how to commit. */
  void configure(SparkSession reader) {
    session = reader;
    settings().forEach((key, value) -> set(session, key, value));
  }

  /** Sets a key of Hadoop's for this bucket: {@code fs.s3a.bucket.<bucket>.<key>}. */
  void set(SparkSession session, String key, String value) {
    session.conf().set("fs.s3a.bucket." + bucket + "." + key, value);
  }

  /** The keys of all objects, sorted. */
  List<String> keys() {
    return client.listObjectsV2Paginator(request -> request.bucket(bucket)).contents().stream()
        .map(S3Object::key)
        .sorted()
        .toList();
  }

  /** The keys of all uploads that are neither completed nor aborted. */
  List<String> pendingUploads() {
    return client
        .listMultipartUploadsPaginator(request -> request.bucket(bucket))
        .uploads()
        .stream()
        .map(MultipartUpload::key)
        .sorted()
        .toList();
  }

  /** Begins an upload as somebody else would. */
  void beginUpload(String key) {
    client.createMultipartUpload(request -> request.bucket(bucket).key(key));
  }

  @Override
  public void close() throws IOException {
    proxy.faults().clear();
    if (session != null) {
      FileSystem.get(URI.create(path("")), session.sessionState().newHadoopConf()).close();
    }
    client.close();
    proxy.close();
  }

  /**
   * Gives each test a bucket, and the JVM a server; JUnit closes both with the stores they are in.
   */
  static final class Extension implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
        ExtensionContext.Namespace.create(ObjectStore.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == ObjectStore.class;
    }

    @Override
    public ObjectStore resolveParameter(ParameterContext parameter, ExtensionContext context) {
      S3Server server =
          context
              .getRoot()
              .getStore(NAMESPACE)
              .getOrComputeIfAbsent(S3Server.class, type -> start(), S3Server.class);
      return context
          .getStore(NAMESPACE)
          .getOrComputeIfAbsent(
              ObjectStore.class, type -> new ObjectStore(server), ObjectStore.class);
    }

    private static S3Server start() {
      try {
        return S3Server.start(Files.createTempDirectory("s3-server"));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }
}
