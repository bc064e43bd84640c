package org.parquetext.integration.metric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Chromium without a window, driven by its DevTools protocol; ends with this, and so do the
 * processes that it starts.
 */
final class Browser implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final WebSocket page;
  private final Messages messages = new Messages();
  private int calls;

  private Browser(Process process, URI pageAddress) {
    this.process = process;
    this.page =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(pageAddress, messages).join();
  }

  /** The browser of this machine, if it has one. */
  static Optional<Path> installed() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** What {@link #installed} looks for. */
  static List<String> names() {
    return NAMES;
  }

  /** Starts a browser with an empty page and a profile of its own. */
  static Browser start(Path program, Path directory) throws Exception {
    Path profile = Files.createDirectory(directory.resolve("profile"));
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--window-size=1280,1400",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("browser.log").toFile())
            .start();
    try {
      return new Browser(process, pageAddress(process, profile.resolve("DevToolsActivePort")));
    } catch (Throwable e) {
      end(process);
      throw e;
    }
  }

  /** The browser says in a file at which port it listens. */
  private static URI pageAddress(Process process, Path portFile) throws Exception {
    await(
        "the browser listens",
        () -> !process.isAlive() || Files.exists(portFile) && Files.size(portFile) > 0);
    String port = Files.readAllLines(portFile).get(0);
    HttpRequest list =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list")).build();
    JsonNode[] found = new JsonNode[1];
    await(
        "the browser has a page",
        () -> {
          String body =
              HttpClient.newHttpClient().send(list, HttpResponse.BodyHandlers.ofString()).body();
          for (JsonNode target : JSON.readTree(body)) {
            found[0] = target.get("type").asText().equals("page") ? target : found[0];
          }
          return found[0] != null;
        });
    return URI.create(found[0].get("webSocketDebuggerUrl").asText());
  }

  /** Goes to an address, and waits until a script says that the page is there. */
  void open(URI address, String isThere) throws Exception {
    call("Page.navigate", Map.of("url", address.toString()));
    awaitTrue(isThere);
  }

  /** Waits until an expression of the page is true. */
  void awaitTrue(String expression) throws Exception {
    await(expression, () -> evaluate("!!(" + expression + ")").asBoolean());
  }

  /** The value of an expression in the page. */
  JsonNode evaluate(String expression) throws Exception {
    JsonNode result =
        call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    return result.path("result").path("value");
  }

  /** Saves what the window shows of the page as PNG. */
  void screenshot(Path file) throws Exception {
    JsonNode result = call("Page.captureScreenshot", Map.of("format", "png"));
    Files.write(file, Base64.getDecoder().decode(result.get("data").asText()));
  }

  private JsonNode call(String method, Map<String, ?> parameters) throws Exception {
    int id = ++calls;
    ObjectNode request = JSON.createObjectNode().put("id", id).put("method", method);
    request.set("params", JSON.valueToTree(parameters));
    page.sendText(request.toString(), true).join();
    JsonNode answer = messages.await(message -> message.path("id").asInt() == id);
    if (answer.has("error")) {
      throw new AssertionError(method + ": " + answer.get("error"));
    }
    return answer.get("result");
  }

  @Override
  public void close() {
    page.abort();
    end(process);
  }

  private static void end(Process process) {
    Stream<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()));
    List<ProcessHandle> handles = all.toList();
    handles.forEach(ProcessHandle::destroyForcibly);
    handles.forEach(handle -> handle.onExit().join());
  }

  private static void await(String what, Condition condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.isMet()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain: " + what);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private interface Condition {
    boolean isMet() throws Exception;
  }

  /** What the browser has said. */
  private static final class Messages implements WebSocket.Listener {
    private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      part.append(text);
      if (last) {
        queue.add(part.toString());
        part.setLength(0);
      }
      socket.request(1);
      return null;
    }

    JsonNode await(Predicate<JsonNode> which) throws IOException, InterruptedException {
      while (true) {
        String message = queue.poll(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
        if (message == null) {
          throw new AssertionError("the browser does not answer");
        }
        JsonNode json = JSON.readTree(message);
        if (which.test(json)) {
          return json;
        }
      }
    }
  }
}
