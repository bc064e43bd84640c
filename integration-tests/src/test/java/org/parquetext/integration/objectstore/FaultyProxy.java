package org.parquetext.integration.objectstore;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Stands before an S3 server: notes every request, and lets those fail that its plan says. Each
 * connection has a thread, and each request a connection of its own to the server. Closing it
 * closes all connections.
 */
final class FaultyProxy implements AutoCloseable {
  private final InetSocketAddress server;
  private final ServerSocket listener;
  private final FaultPlan faults = new FaultPlan();
  private final List<S3Request> requests = new CopyOnWriteArrayList<>();
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private volatile Consumer<S3Request> observer = request -> {};

  FaultyProxy(InetSocketAddress server) {
    this.server = server;
    try {
      this.listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start("accept", this::accept);
  }

  private static void start(String name, Runnable body) {
    Thread thread = new Thread(body, "faulty proxy: " + name);
    thread.setDaemon(true);
    thread.start();
  }

  URI endpoint() {
    return URI.create(
        "http://" + listener.getInetAddress().getHostAddress() + ":" + listener.getLocalPort());
  }

  /** The requests that are to fail. */
  FaultPlan faults() {
    return faults;
  }

  /** The requests so far, also those that failed. */
  List<S3Request> requests() {
    return List.copyOf(requests);
  }

  /** The requests of a kind so far. */
  List<S3Request> requests(S3Request.Kind kind) {
    return requests.stream().filter(request -> request.kind() == kind).toList();
  }

  void forgetRequests() {
    requests.clear();
  }

  /** Is told of every request before it reaches the server, on the connection's thread. */
  void observe(Consumer<S3Request> next) {
    observer = next;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        clients.add(client);
        start("connection", () -> serve(client));
      } catch (IOException e) {
        return; // Closed.
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      OutputStream out = new BufferedOutputStream(client.getOutputStream());
      for (HttpMessage request = HttpMessage.readRequest(in, out);
          request != null && answer(request, client, in, out);
          request = HttpMessage.readRequest(in, out)) {}
    } catch (IOException e) {
      return; // The client or the server has gone; the client sees its connection closed.
    } finally {
      clients.remove(client);
    }
  }

  /** Whether the connection goes on. */
  private boolean answer(HttpMessage message, Socket client, InputStream in, OutputStream out)
      throws IOException {
    S3Request request = S3Request.parse(message.head());
    requests.add(request);
    observer.accept(request);
    Optional<S3Fault> fault = faults.next(request);
    if (fault.isEmpty()) {
      forward(message, request).writeTo(out);
      return true;
    }
    switch (fault.get()) {
      case INTERNAL_ERROR, SLOW_DOWN -> {
        out.write(fault.get().answer().getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return true;
      }
      case TIME_OUT -> in.read(); // Nothing comes, until the client gives up.
      case LOST_RESPONSE -> {
        forward(message, request);
        client.setSoLinger(true, 0);
      }
      case RESET -> client.setSoLinger(true, 0);
    }
    return false;
  }

  private HttpMessage forward(HttpMessage message, S3Request request) throws IOException {
    try (Socket upstream = new Socket()) {
      upstream.connect(server);
      message.writeTo(new BufferedOutputStream(upstream.getOutputStream()));
      return HttpMessage.readAnswer(
          new BufferedInputStream(upstream.getInputStream()), request.method());
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket client : clients) {
      client.close();
    }
  }
}
