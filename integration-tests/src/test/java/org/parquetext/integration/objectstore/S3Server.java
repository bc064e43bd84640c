package org.parquetext.integration.objectstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * S3Proxy, an S3 server over a folder, as a process of its own with a class path of its own, which
 * the build writes beside its {@code pom.xml}. It listens on the loopback interface, at a port that
 * is free, and dies with this JVM, however that ends.
 */
public final class S3Server implements AutoCloseable {
  private static final Path MODULE = Path.of(System.getProperty("parquetext.s3proxy", "s3proxy"));
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** The shell waits for the end of its input, which is the end of this JVM at the latest. */
  private static final String LEASH = "\"$@\" </dev/null & cat >/dev/null; kill -9 $!";

  private final Path buckets;
  private final InetSocketAddress address;
  private final Path log;
  private final Process leash;

  private S3Server(Path directory) throws IOException {
    this.buckets = Files.createDirectories(directory.resolve("buckets"));
    this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
    this.log = directory.resolve("s3proxy.log");
    this.leash =
        new ProcessBuilder(
                "sh",
                "-c",
                LEASH,
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Djava.io.tmpdir=" + directory,
                "-Dlogback.configurationFile=" + MODULE.resolve("logback.xml").toAbsolutePath(),
                "-cp",
                Files.readString(MODULE.resolve("target").resolve("class-path")).trim(),
                "org.gaul.s3proxy.Main",
                "--properties",
                writeProperties(directory).toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
  }

  /** Starts the server and waits until it answers. */
  public static S3Server start(Path directory) {
    try {
      S3Server server = new S3Server(directory);
      server.awaitAnswer();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Path writeProperties(Path directory) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("s3proxy.endpoint", endpoint().toString());
    properties.setProperty("s3proxy.authorization", "none");
    properties.setProperty("jclouds.provider", "filesystem-nio2");
    properties.setProperty("jclouds.filesystem.basedir", buckets.toString());
    Path file = directory.resolve("s3proxy.properties");
    try (var out = Files.newOutputStream(file)) {
      properties.store(out, null);
    }
    return file;
  }

  private void awaitAnswer() throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      if (System.nanoTime() > deadline) {
        close();
        throw new AssertionError("S3Proxy does not answer: " + Files.readString(log));
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(address);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  InetSocketAddress address() {
    return address;
  }

  public URI endpoint() {
    return URI.create("http://" + address.getHostString() + ":" + address.getPort());
  }

  /** The folder in which the objects of a bucket are files. */
  public Path bucket(String name) {
    return buckets.resolve(name);
  }

  @Override
  public void close() throws IOException {
    leash.getOutputStream().close();
    try {
      assertThat(leash.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("S3Proxy ends").isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
