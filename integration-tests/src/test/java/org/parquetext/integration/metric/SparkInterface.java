package org.parquetext.integration.metric;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.parquetext.spark.metric.WriteMetric;

/** Spark's own web server, as a browser or a program meets it. */
final class SparkInterface {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

  private final String application;
  private final URI root;

  SparkInterface(SparkContext context) {
    this.application = context.applicationId();
    int port = URI.create(context.uiWebUrl().get()).getPort();
    this.root =
        URI.create("http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port);
  }

  /** The page of an execution in the SQL tab. */
  URI page(long execution) {
    return root.resolve("/SQL/execution/?id=" + execution);
  }

  /** What is at a path, such as {@code /metrics/prometheus}. */
  String get(String path) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(root.resolve(path)).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as("%s: %s", path, response.body()).isEqualTo(200);
    return response.body();
  }

  /** What the REST API says of the application. */
  JsonNode rest(String path) throws IOException, InterruptedException {
    return JSON.readTree(get("/api/v1/applications/" + application + "/" + path));
  }

  /** The last execution in the SQL tab that wrote files of ours. */
  JsonNode lastWrite() throws IOException, InterruptedException {
    JsonNode last = null;
    for (JsonNode execution : rest("sql?details=true&length=1000")) {
      if (!metrics(execution).isEmpty()
          && (last == null || execution.get("id").asLong() > last.get("id").asLong())) {
        last = execution;
      }
    }
    assertThat(last).as("an execution with the metrics of a write").isNotNull();
    return last;
  }

  /** The values of our metrics, by what Spark shows them as; empty if it has none. */
  static Map<String, String> metrics(JsonNode execution) {
    String known = WriteMetric.ROW_GROUPS.definition().description();
    for (JsonNode node : execution.get("nodes")) {
      Map<String, String> values = new LinkedHashMap<>();
      for (JsonNode metric : node.get("metrics")) {
        values.put(metric.get("name").asText(), metric.get("value").asText());
      }
      if (values.containsKey(known)) {
        return values;
      }
    }
    return Map.of();
  }

  /** The numbers of the Prometheus text, by name without its labels. */
  Map<String, Double> prometheus() throws IOException, InterruptedException {
    Map<String, Double> numbers = new HashMap<>();
    get("/metrics/prometheus")
        .lines()
        .forEach(
            line -> {
              String name = line.substring(0, line.indexOf('{'));
              numbers.put(name, Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)));
            });
    return numbers;
  }
}
